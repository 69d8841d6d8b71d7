// The Determinism target.
