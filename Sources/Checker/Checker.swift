// The Checker target.
