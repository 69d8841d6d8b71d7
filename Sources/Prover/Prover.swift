// The Prover target.
