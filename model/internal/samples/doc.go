// Package samples has the reports that tests are about: small made-up ones, ones drawn at
// random, and those that come with daylight, read as plainly as can be.
package samples
