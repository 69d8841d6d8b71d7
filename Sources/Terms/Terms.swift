// The Terms target.
