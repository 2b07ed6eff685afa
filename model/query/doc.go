// Package query is the question, as a value and as one line of text.
//
// Text and value say the same: Parse gives a canonical query, whose String it reads back
// as it was, and Canonical brings any other query into that form. What cannot be read is
// refused with the token, the place and the nearest word that was probably meant. The
// package knows which words a dataset has, and no figure of it.
package query
