package report

import (
	"slices"
	"strings"
)

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
	NumFields int = iota
)

var namesOfFields = [NumFields]string{
	"", "publisher", "period", "service", "country", "type", "requests", "accounts", "content", "non_content",
	"some_data", "no_data", "rejected", "nothing", "pending", "disclosed_percent", "source", "status", "note",
}

// String is the field's name in a query and in data/reports.
func (f Field) String() string { return namesOfFields[f] }

// Fields lists the fields of a record in order.
func Fields() []Field {
	fields := make([]Field, 0, NumFields-1)
	for f := PublisherField; int(f) < NumFields; f++ {
		fields = append(fields, f)
	}
	return fields
}

// FieldNamed is the field with a name, or NoField.
func FieldNamed(name string) Field {
	return Field(max(slices.Index(namesOfFields[:], name), 0))
}

// IsAmount says whether the field is a number as printed, the disclosed
// percentage included, rather than text.
func (f Field) IsAmount() bool { return f >= RequestsField && f <= PercentField }

// Count is the column whose count the field holds; ok is false for text and for
// the disclosed percentage, which is no count.
func (f Field) Count() (c Column, ok bool) {
	if !f.IsAmount() || f == PercentField {
		return 0, false
	}
	return Column(f - RequestsField), true
}

// Amount is what a record prints in a field of numbers; not reported in others.
func (r *Record) Amount(f Field) Amount {
	switch c, isCount := f.Count(); {
	case isCount:
		return r.Counts[c]
	case f == PercentField:
		return r.Percent
	}
	return Amount{}
}

// Text is a field of a record as it stands in data/reports.
func (r *Record) Text(f Field) string {
	switch f {
	case PublisherField:
		return r.Publisher
	case PeriodField:
		return r.Period.String()
	case ServiceField:
		return r.Service
	case CountryField:
		return r.Country
	case TypeField:
		return r.Type
	case SourceField:
		return r.Source
	case StatusField:
		return r.Status()
	case NoteField:
		return r.Note
	}
	return r.Amount(f).String()
}

// Derivation is which numbers of a record are arithmetic rather than what stands in
// its source, and what else its note says. A note that begins with "derived:" lists
// them by name, up to a semicolon; nil where it lists none, which means all that a
// derived record reports.
func (r *Record) Derivation() (fields []Field, words string) {
	listed, hasList := strings.CutPrefix(r.Note, "derived:")
	if !r.Derived || !hasList {
		return nil, r.Note
	}
	listed, words, _ = strings.Cut(listed, ";")
	for _, name := range strings.Fields(listed) {
		f := FieldNamed(name)
		if !f.IsAmount() { // a sentence
			return nil, strings.TrimSpace(strings.TrimPrefix(r.Note, "derived:"))
		}
		fields = append(fields, f)
	}
	return fields, strings.TrimSpace(words)
}

// Label is what a field is called where there is room.
func (f Field) Label() string {
	if c, isCount := f.Count(); isCount {
		return c.Label()
	}
	if f == PercentField {
		return "Disclosed percent"
	}
	return Capital(f.String())
}

// NoteWords is a record's note for people to read: "worked out: content, no data"
// where it lists fields by their names.
func (r *Record) NoteWords() string {
	fields, words := r.Derivation()
	if len(fields) == 0 {
		return words
	}
	labels := make([]string, len(fields))
	for i, f := range fields {
		labels[i] = strings.ToLower(f.Label())
	}
	text := "worked out: " + strings.Join(labels, ", ")
	if words != "" {
		text += "; " + words
	}
	return text
}
