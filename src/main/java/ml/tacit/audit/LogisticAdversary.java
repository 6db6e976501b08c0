package ml.tacit.audit;

/** The linear adversary: multinomial logistic regression, ridge tuned. */
record LogisticAdversary() implements Adversary {

  @Override
  public String name(String keep) {
    return "logistic";
  }

  @Override
  public int weight() {
    return 4;
  }

  @Override
  public Guess attack(Scene scene, Task task) {
    int[] all = Scene.all(scene.train().rows());
    double ridge = tune(scene, task);
    SoftmaxRegression model =
        SoftmaxRegression.fit(
            new SoftmaxRegression.Design(
                scene.train(), scene.axes(all), all, task.labels(), task.classes()),
            ridge,
            null);
    return new Guess(model.predict(scene.test(), Scene.all(scene.test().rows())), "ridge " + ridge);
  }

  /** The best ridge on the inner split; of equals the strongest. */
  private static double tune(Scene scene, Task task) {
    Matrix train = scene.train();
    int[] fit = task.inner().fit();
    SoftmaxRegression.Design design =
        new SoftmaxRegression.Design(train, scene.axes(fit), fit, task.labels(), task.classes());
    SoftmaxRegression model = null;
    double best = task.effort().ridges()[0];
    int bestHits = -1;
    for (double ridge : task.effort().ridges()) {
      model = SoftmaxRegression.fit(design, ridge, model);
      int[] guesses = model.predict(train, task.inner().tune());
      int hits = Hits.count(guesses, task.labels(), task.inner().tune());
      if (hits > bestHits) {
        bestHits = hits;
        best = ridge;
      }
    }
    return best;
  }
}
