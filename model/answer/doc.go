// Package answer is what follows from reports and a question: rows and their figures,
// and what is read off them, such as a comparison, the profile of a country, figures
// over time, a listing of records and the notes that must stand beside them.
//
// An Engine answers the same question about the same dataset always with the same
// figures, whatever it was asked before. It remembers answers and the sums that they are
// made of. A figure says what must be known about it (Marks), and Format prints it with
// that, so that no view can leave it out.
package answer
