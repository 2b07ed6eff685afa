package model

import "slices"

// Field is one column of a record, as reports print it.
type Field uint8

// The fields of a record, in the order of data/reports.
const (
	NoField Field = iota
	PublisherField
	PeriodField
	ServiceField
	CountryField
	TypeField
	RequestsField
	AccountsField
	ContentField
	NonContentField
	SomeDataField
	NoDataField
	RejectedField
	NothingField
	PendingField
	PercentField
	SourceField
	StatusField
	NoteField
	numFields int = iota
)

var fieldNames = [numFields]string{
	"", "publisher", "period", "service", "country", "type", "requests", "accounts", "content", "non_content",
	"some_data", "no_data", "rejected", "nothing", "pending", "disclosed_percent", "source", "status", "note",
}

// String is the field's name in a query and in data/reports.
func (f Field) String() string { return fieldNames[f] }

// Fields lists the fields of a record in order.
func Fields() []Field {
	fields := make([]Field, 0, numFields-1)
	for f := PublisherField; int(f) < numFields; f++ {
		fields = append(fields, f)
	}
	return fields
}

// fieldOf is the field with a name, or NoField.
func fieldOf(name string) Field {
	return Field(max(slices.Index(fieldNames[:], name), 0))
}

// Listing lists the records behind a query, as indices of the dataset, in the
// query's order: those under its filter that its search finds, at most its top.
// Callers share the list and must not change it.
func (e *Engine) Listing(q Query) []int { return e.Records(q) }

// moveRecord moves over records, and over their fields.
func (e *Engine) moveRecord(s Session, fields, lines int) Session {
	s.Line = clampTo(s.Line+lines, len(e.Listing(s.Query)))
	s.Field = Field(clampTo(int(max(s.Field, 1))-1+fields, numFields-1) + 1)
	return s
}
