package data

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"

	"daylight/model"
)

// WriteRecords writes records the way reports/*.csv hold them; Load reads them
// back as they were.
func WriteRecords(w io.Writer, records iter.Seq[model.Record]) error {
	out := csv.NewWriter(w)
	row := make([]string, len(recordColumns))
	for i, c := range recordColumns {
		row[i] = c.name
	}
	if err := out.Write(row); err != nil {
		return fmt.Errorf("writing the head of the records: %w", err)
	}
	for r := range records {
		row[recordPublisher], row[recordPeriod], row[recordService] = r.Publisher, r.Period.String(), r.Service
		row[recordCountry], row[recordType] = r.Country, r.Type
		for i, a := range r.Counts {
			row[recordCounts+i] = a.String()
		}
		row[recordPercent] = r.Percent.String()
		row[recordSource], row[recordStatus], row[recordNote] = r.Source, statusOf(r), guard(r.Note)
		if err := out.Write(row); err != nil {
			return fmt.Errorf("writing records: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing records: %w", err)
	}
	return nil
}

// statusOf says how a record's numbers came about, as files say it.
func statusOf(r model.Record) string {
	if r.Derived {
		return "derived"
	}
	return "printed"
}

// Records are all records of a dataset, in its order.
func Records(d *model.Dataset) iter.Seq[model.Record] {
	return func(yield func(model.Record) bool) {
		for i := range d.Len() {
			if !yield(d.Record(i)) {
				return
			}
		}
	}
}
