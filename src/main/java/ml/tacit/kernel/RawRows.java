package ml.tacit.kernel;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.OneToOne;

/**
 * What is asked of rows before a kernel sees them: a statistic of their features would notice
 * neither a value too large nor a column that is a hidden label.
 */
public final class RawRows {
  private final List<String> hidden;
  private final List<OneToOne> copies = new ArrayList<>();
  private List<String> features = List.of();
  private long count;

  RawRows(Roles roles) {
    this.hidden = roles.toHide();
  }

  /**
   * Checks all of the rows.
   *
   * @param data the rows, with the hidden labels of the roles; only read
   * @param roles what is hidden
   * @throws BadDataException if there is no row, a value is not finite or too large, or a column is
   *     a hidden label under another name, in one line that names it
   */
  public static void require(LabelledRows data, Roles roles) {
    RawRows raw = new RawRows(roles);
    Blocks.of(data).forEach(raw::accept);
    raw.requireNoCopy();
  }

  /** Takes in a block; throws if a value is out of range, naming its row and column. */
  void accept(Blocks.Block block) {
    Scatter.requireInRange(block.rows(), block.features(), count);
    if (count == 0) {
      features = block.features();
      hidden.forEach(label -> copies.add(new OneToOne(label, features)));
    }
    for (int l = 0; l < hidden.size(); l++) {
      copies.get(l).accept(block.rows(), block.label().apply(hidden.get(l)));
    }
    count += block.rows().numRows;
  }

  /** Throws if a column is a hidden label under another name. */
  void requireNoCopy() {
    if (count == 0) {
      throw new BadDataException("rows: none were seen, at least one is needed");
    }
    copies.forEach(OneToOne::refuse);
  }

  /** Names of the columns. */
  List<String> features() {
    return features;
  }
}
