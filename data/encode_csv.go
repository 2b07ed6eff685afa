package data

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"daylight/model"
)

// WriteCSV writes one line per row of a result, in its order: the id and name of
// the group, every figure, and the marks. There is no line of totals. Counts
// have no separators, ranges are lo..hi, what is not reported is empty; text
// that a spreadsheet would take for a formula starts with an apostrophe.
func WriteCSV(w io.Writer, r *model.Result) error {
	head := []string{r.Query.By.String(), "name"}
	for _, c := range everyColumn() {
		head = append(head, c.String())
	}
	lines := [][]string{append(head, "marks")}
	for _, row := range r.Rows {
		line := []string{guard(row.ID), guard(row.Name)}
		for _, c := range everyColumn() {
			line = append(line, csvFigure(row.Figures[c], c))
		}
		lines = append(lines, append(line, strings.Join(marksOf(row), ";")))
	}
	return writeLines(w, lines)
}

// csvFigure prints one figure as a cell.
func csvFigure(f model.Figure, c model.Column) string {
	switch {
	case !isReported(f, c):
		return ""
	case !c.IsCount():
		return decimal(f.Rate)
	case f.IsRange():
		return strconv.FormatInt(f.Lo, 10) + ".." + strconv.FormatInt(f.Hi, 10)
	}
	return strconv.FormatInt(f.Lo, 10)
}

// WriteSourcesCSV writes sources with the columns of sources.csv.
func WriteSourcesCSV(w io.Writer, sources []model.Source) error {
	head := make([]string, len(sourceColumns))
	for i, c := range sourceColumns {
		head[i] = c.name
	}
	lines := [][]string{head}
	for _, s := range sources {
		line := sourceRow(s)
		for i := range line {
			line[i] = guard(line[i])
		}
		lines = append(lines, line)
	}
	return writeLines(w, lines)
}

func writeLines(w io.Writer, lines [][]string) error {
	if err := csv.NewWriter(w).WriteAll(lines); err != nil {
		return fmt.Errorf("writing csv: %w", err)
	}
	return nil
}
