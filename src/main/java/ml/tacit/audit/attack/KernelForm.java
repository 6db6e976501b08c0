package ml.tacit.audit.attack;

/** Kernels of a distance, exp(−γ·distance), γ in units of one over the median distance. */
enum KernelForm {
  RBF(Metric.SQUARED),
  LAPLACIAN(Metric.ABSOLUTE);

  private final Metric metric;

  KernelForm(Metric metric) {
    this.metric = metric;
  }

  Metric metric() {
    return metric;
  }
}
