package ml.tacit.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.TableScatter;
import ml.tacit.table.RowBlock;

/**
 * A statistic that partitions make and the driver folds.
 *
 * @param <S> its class
 */
interface Statistic<S> extends Serializable {
  S empty();

  void accept(S to, RowBlock block);

  void combine(S to, S other);

  void write(S statistic, OutputStream out) throws IOException;

  S read(InputStream in) throws IOException;

  /** What every linear method is fitted from. */
  record Numbers(Selection selection) implements Statistic<Scatter> {
    @Override
    public Scatter empty() {
      return new Scatter(selection.numbers().features(), selection.labels());
    }

    @Override
    public void accept(Scatter to, RowBlock block) {
      to.accept(block);
    }

    @Override
    public void combine(Scatter to, Scatter other) {
      to.combine(other);
    }

    @Override
    public void write(Scatter statistic, OutputStream out) throws IOException {
      statistic.writeTo(out);
    }

    @Override
    public Scatter read(InputStream in) throws IOException {
      return Scatter.read(in);
    }
  }

  /** The same before it is known how the table is encoded. */
  record Table(Selection selection, ArrayList<String> inputs) implements Statistic<TableScatter> {
    @Override
    public TableScatter empty() {
      return new TableScatter(inputs, new HashSet<>(selection.categories()), selection.labels());
    }

    @Override
    public void accept(TableScatter to, RowBlock block) {
      to.accept(block, selection.numbers().features());
    }

    @Override
    public void combine(TableScatter to, TableScatter other) {
      to.combine(other);
    }

    @Override
    public void write(TableScatter statistic, OutputStream out) throws IOException {
      statistic.writeTo(out);
    }

    @Override
    public TableScatter read(InputStream in) throws IOException {
      return TableScatter.read(in);
    }
  }
}
