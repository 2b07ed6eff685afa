// Package samples has the reports that tests are about: small made-up ones, and ones drawn
// at random.
package samples
