// Package pgtest starts real PostgreSQL servers for tests: each with a data
// folder and a port of its own, so that it meets neither the system's server
// nor another test's, and with fsync off. A server ends with the test that
// started it, by Main with the tests of its package, and, on Linux, whenever
// the test process dies.
//
// Where PostgreSQL is not installed tests skip, and say how to get it.
// PostgreSQL refuses to run as root; under root it runs as the user postgres,
// which Debian's package makes.
package pgtest
