// The Evolution target.
