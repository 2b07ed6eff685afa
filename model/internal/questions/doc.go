// Package questions draws questions about reports at random, for tests.
package questions
