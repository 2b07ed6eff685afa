package data

import (
	"math"
	"strconv"

	"daylight/model"
)

// The exports of a result agree on names, order and numbers: the columns are
// model's, in its order; counts are plain numbers, ranges keep both ends, and
// what is derived has six decimals. What must be known besides is named in
// marks, so that a number is always only a number.

// everyColumn lists the figures of a row in the order of every export.
func everyColumn() []model.Column {
	columns := make([]model.Column, model.NumColumns)
	for i := range columns {
		columns[i] = model.Column(i)
	}
	return columns
}

// isReported says whether a figure can be written as a number.
func isReported(f model.Figure, c model.Column) bool {
	return f.Reported && (c.IsCount() || !math.IsNaN(f.Rate) && !math.IsInf(f.Rate, 0))
}

// decimalPlaces is how many decimals derived figures are exported with.
const decimalPlaces = 6

// decimal prints a derived figure; what rounds to zero has no sign.
func decimal(x float64) string {
	text := strconv.FormatFloat(x, 'f', decimalPlaces, 64)
	if text == "-0.000000" {
		return text[1:]
	}
	return text
}

// marksOf names the marks of a row as mark:column, in the order of the columns.
func marksOf(r model.Row) []string {
	var marks []string
	for _, c := range everyColumn() {
		if !isReported(r.Figures[c], c) {
			continue
		}
		for _, name := range r.Figures[c].Marks.Names() {
			marks = append(marks, name+":"+c.String())
		}
	}
	return marks
}

// sourceRow lists a source in the order of the columns of sources.csv.
func sourceRow(s model.Source) []string {
	return []string{s.ID, s.Publisher, s.Title, s.Published, s.URL, s.Obtained}
}
