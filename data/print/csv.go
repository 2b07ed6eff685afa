package print

import (
	"encoding/csv"
	"fmt"
	"io"

	"daylight/model/answer"
	"daylight/model/report"
)

// writeCSV writes a relation: a line of names, then one for each line of cells.
// There is no line of totals or of what is shown. Counts have no separators, ranges are lo..hi, what
// is not reported is empty; text that a spreadsheet would take for a formula
// starts with an apostrophe.
func (r relation) writeCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	row := append([]string(nil), r.columns...)
	err := out.Write(row)
	for line := range r.lines {
		if err != nil {
			break
		}
		for i, c := range line[:len(row)] {
			row[i] = c.csv()
		}
		err = out.Write(row)
	}
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	if err != nil {
		return fmt.Errorf("writing csv: %w", err)
	}
	return nil
}

func writeCSV(p *Document, w io.Writer, _ answer.Format) error { return p.view.data(p).writeCSV(w) }

func sourcesCSV(w io.Writer, _ []answer.Holdings, sources []report.Source) error {
	return sourceRelation(sources).writeCSV(w)
}
