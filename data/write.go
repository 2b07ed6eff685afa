package data

import (
	"io"
	"iter"

	"daylight/model"
)

// WriteRecords writes records the way reports/*.csv hold them; Load reads them
// back as they were.
func WriteRecords(w io.Writer, records iter.Seq[model.Record]) error {
	return recordRelation(records).writeCSV(w)
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
