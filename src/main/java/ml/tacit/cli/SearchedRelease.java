package ml.tacit.cli;

import ml.tacit.audit.AuditParts;

record SearchedRelease() implements ReleaseChoice {
  static SearchedRelease of(Object... all) {
    return new SearchedRelease();
  }

  @Override
  public Chosen choose(AuditParts parts) {
    throw new UnsupportedOperationException();
  }
}
