package ml.tacit.release;

import java.util.Arrays;
import ml.tacit.format.Fields;
import ml.tacit.kernel.LandmarkMap;
import ml.tacit.kernel.NystromMap;

/** A kernel with each landmark, whitened. */
final class NystromFormat implements StepFormat<NystromMap> {

  @Override
  public String kind() {
    return "nystrom";
  }

  @Override
  public Class<NystromMap> type() {
    return NystromMap.class;
  }

  @Override
  public void write(NystromMap map, StepWriter out) {
    LandmarkFormat.writeFields(map.landmarks(), out);
    out.put("rows_per_landmark", Arrays.stream(map.rowsPerLandmark()).boxed().toList());
    out.matrix("whitening", map.whitening());
  }

  @Override
  public NystromMap read(StepReader in) {
    LandmarkMap landmarks = LandmarkFormat.readFields(in);
    String counts = in.name("rows_per_landmark");
    return NystromMap.of(
        landmarks,
        in.matrix("whitening"),
        Fields.list(counts, in.field("rows_per_landmark")).stream()
            .mapToInt(item -> Fields.count(counts, item))
            .toArray());
  }
}
