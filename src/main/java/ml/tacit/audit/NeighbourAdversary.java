package ml.tacit.audit;

/** k nearest neighbours on standardised columns, k tuned. Works on the shared distances. */
record NeighbourAdversary() implements Adversary {

  @Override
  public String name(String keep) {
    return "nearest neighbours";
  }

  @Override
  public int weight() {
    return 1;
  }

  @Override
  public Guess attack(Scene scene, Task task) {
    NearTuning near = NearTuning.of(scene, task);
    float[][] within = scene.trainDistances();
    int best = task.effort().neighbours()[0];
    int bestHits = -1;
    for (int k : task.effort().neighbours()) {
      int hits = 0;
      for (int row : near.tune()) {
        if (vote(within[row], near.fit(), near.labels(), task.classes(), k) == near.labels()[row]) {
          hits++;
        }
      }
      if (hits > bestHits) {
        bestHits = hits;
        best = k;
      }
    }
    float[][] across = scene.testDistances();
    int[] codes = new int[across.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = vote(across[i], near.all(), near.labels(), task.classes(), best);
    }
    return new Guess(codes, "k " + best + near.thinned(scene.train().rows()));
  }

  /** Most votes among the k nearest; of equals the one met first, going outwards. */
  private static int vote(float[] distances, int[] among, int[] labels, int classes, int k) {
    int size = Math.min(k, among.length);
    int[] nearest = new int[size];
    int filled = 0;
    for (int candidate : among) {
      if (filled == size && distances[candidate] >= distances[nearest[size - 1]]) {
        continue;
      }
      int at = filled < size ? filled++ : size - 1;
      while (at > 0 && distances[candidate] < distances[nearest[at - 1]]) {
        nearest[at] = nearest[at - 1];
        at--;
      }
      nearest[at] = candidate;
    }
    int[] votes = new int[classes];
    int most = 0;
    for (int row : nearest) {
      most = Math.max(most, ++votes[labels[row]]);
    }
    for (int row : nearest) {
      if (votes[labels[row]] == most) {
        return labels[row];
      }
    }
    throw new IllegalStateException("no neighbour among " + among.length + " rows");
  }
}
