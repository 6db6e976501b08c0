package ml.tacit.audit;

/** The tree adversary: a random forest, √d columns per split, trees grown out. Nothing to tune. */
record ForestAdversary() implements Adversary {

  @Override
  public String name(String keep) {
    return "random forest";
  }

  @Override
  public int weight() {
    return 20;
  }

  @Override
  public Guess attack(Scene scene, Task task) {
    int n = scene.train().rows();
    int[] rows = Scene.spread(n, task.effort().forestRows());
    int trees = task.effort().trees();
    SmileForest forest = SmileForest.fit(scene.train(), rows, task.labels(), trees, task.seed());
    String thinned = rows.length == n ? "" : ", " + rows.length + " of " + n + " rows";
    return new Guess(forest.predict(scene.test()), trees + " trees" + thinned);
  }
}
