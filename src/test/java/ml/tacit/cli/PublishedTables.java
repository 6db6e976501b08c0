package ml.tacit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up files that are written as published tables are. */
final class PublishedTables {
  static final String ADULT_COLUMNS =
      "age,workclass,fnlwgt,education,education_num,marital_status,occupation,sex,capital_gain,hours_per_week,"
          + "native_country,income";

  private PublishedTables() {}

  /** No header, blanks after commas, ? for no value, a last empty line. */
  static String adult(int rows) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      boolean male = random.nextInt(3) > 0;
      int school = 5 + random.nextInt(11);
      boolean rich = random.nextGaussian() + school / 4.0 + (male ? 0.5 : 0) > 3.4;
      List<String> cells = new ArrayList<>();
      cells.add(String.valueOf(20 + random.nextInt(45)));
      cells.add(random.nextInt(15) == 0 ? "?" : "Work-" + random.nextInt(4));
      cells.add(String.valueOf(10_000 + random.nextInt(300_000)));
      cells.add("School-" + school);
      cells.add(String.valueOf(school));
      cells.add(male && random.nextInt(4) > 0 ? "Married-civ-spouse" : "Never-married");
      cells.add(
          random.nextInt(15) == 0 ? "?" : (male ? "Craft-" : "Clerical-") + random.nextInt(3));
      cells.add(male ? "Male" : "Female");
      cells.add(random.nextInt(10) == 0 ? "7688" : "0");
      cells.add(String.valueOf(30 + random.nextInt(20)));
      cells.add(i % 97 == 0 ? "Rare-" + i : random.nextInt(5) == 0 ? "Mexico" : "United-States");
      cells.add(rich ? ">50K" : "<=50K");
      text.append(String.join(", ", cells)).append('\n');
    }
    return text.append('\n').toString();
  }

  /** A nameless first column, names of people, dates, a name that comes twice, empty cells. */
  static String compas(int rows) {
    Random random = new Random(2);
    StringBuilder text =
        new StringBuilder(
            ",name,sex,dob,age,race,decile_score,c_charge_degree,c_jail_in,days_b_screening_arrest,violent_recid,"
                + "decile_score,score_text,two_year_recid\n");
    String[] races = {"African-American", "Caucasian", "Hispanic", "Other"};
    for (int i = 0; i < rows; i++) {
      int score = 1 + random.nextInt(10);
      int race = Math.min(3, random.nextInt(8) / 2);
      List<String> cells = new ArrayList<>();
      cells.add(String.valueOf(i));
      cells.add("\"doe " + i + ", j.\"");
      cells.add(random.nextInt(5) == 0 ? "Female" : "Male");
      cells.add("19" + (50 + random.nextInt(45)) + "-0" + (1 + random.nextInt(9)) + "-15");
      cells.add(String.valueOf(20 + random.nextInt(40)));
      cells.add(races[race]);
      cells.add(String.valueOf(score));
      cells.add(random.nextBoolean() ? "F" : "M");
      cells.add(i % 20 == 0 ? "" : "2013-08-1" + i % 10 + " 06:03:4" + i % 10);
      cells.add(i % 20 == 0 ? "" : String.valueOf(random.nextInt(30) - 15));
      cells.add("");
      cells.add(String.valueOf(score));
      cells.add("\"" + (score > 7 ? "High" : score > 4 ? "Medium" : "Low") + "\"");
      cells.add(random.nextInt(10) < score - race / 2 ? "1" : "0");
      text.append(String.join(",", cells)).append("\r\n");
    }
    return text.toString();
  }

  static final String GERMAN_COLUMNS =
      "status,months,history,purpose,amount,savings,since,rate,personal,age,foreign,class";

  /** Blanks between cells, no header, codes for categories. */
  static String german(int rows) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      int status = 1 + random.nextInt(4);
      boolean male = random.nextInt(3) > 0;
      boolean good = random.nextGaussian() + status / 2.0 + (male ? 0.3 : 0) > 0.8;
      text.append(
          String.join(
              " ",
              "A1" + status,
              String.valueOf(6 + random.nextInt(60)),
              "A3" + random.nextInt(5),
              "A4" + random.nextInt(10),
              String.valueOf(250 + random.nextInt(10_000)),
              "A6" + (1 + random.nextInt(5)),
              "A7" + (1 + random.nextInt(5)),
              String.valueOf(1 + random.nextInt(4)),
              male ? "A93" : "A92",
              String.valueOf(19 + random.nextInt(50)),
              "A201",
              good ? "1" : "2"));
      text.append('\n');
    }
    return text.toString();
  }

  /** Numbers only, many of them 0 or 1. */
  static String lawSchool(int rows) {
    Random random = new Random(4);
    StringBuilder text =
        new StringBuilder(
            "\"decile1b\",\"lsat\",\"ugpa\",\"fulltime\",\"fam_inc\",\"male\",\"race\",\"pass_bar\"\n");
    for (int i = 0; i < rows; i++) {
      boolean white = random.nextInt(5) > 0;
      double lsat = 34 + 5 * random.nextGaussian() + (white ? 3 : -3);
      text.append(
          String.join(
              ",",
              (1 + random.nextInt(10)) + ".0",
              Math.rint(2 * lsat) / 2 + "",
              Math.rint(10 * (3.2 + 0.4 * random.nextGaussian())) / 10 + "",
              random.nextInt(10) == 0 ? "2.0" : "1.0",
              (1 + random.nextInt(5)) + ".0",
              random.nextInt(2) + ".0",
              white ? "White" : "Black",
              lsat + 4 * random.nextGaussian() > 33 ? "1.0" : "0.0"));
      text.append('\n');
    }
    return text.toString();
  }

  /** People in runs, a row number, ? for no value. */
  static String wisdm(int people, int rowsEach) {
    Random random = new Random(5);
    String[] classes = {"Walking", "Jogging", "Sitting"};
    StringBuilder text = new StringBuilder("UNIQUE_ID,user,X0,X1,X2,X3,X4,X5,class\n");
    for (int i = 0; i < people * rowsEach; i++) {
      int who = i / rowsEach;
      int what = i / 15 % 3;
      List<String> cells = new ArrayList<>(List.of(String.valueOf(i + 1), String.valueOf(who)));
      for (int j = 0; j < 6; j++) {
        double x = random.nextGaussian() + (j == what ? 3 : 0) + (j == who % 6 ? 2 : 0);
        cells.add(j == 5 && i % 12 == 0 ? "?" : String.valueOf(Math.rint(100 * x) / 100));
      }
      cells.add(classes[what]);
      text.append(String.join(",", cells)).append('\n');
    }
    return text.toString();
  }
}
