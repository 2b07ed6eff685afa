package report

import (
	"slices"
	"strings"
)

// Obtained is how a number of a record came to be. One function tells it, so that
// every view says the same of the same number.
type Obtained uint8

// The ways in which a number is obtained.
const (
	Unprinted   Obtained = iota // the report does not say
	AsPrinted                   // it stands in the source
	AsRange                     // two ends stand in the source
	Suppressed                  // the source says only that it is small
	WorkedOut                   // arithmetic with what stands in the source
	NoRequests                  // not printed, but there were no requests, so it is 0
	NothingLeft                 // not printed, but the outcomes printed are all requests, so it is 0
	numObtained int      = iota
)

var obtainedWords = [numObtained]string{
	"not reported",
	"as printed",
	"printed as a range",
	"suppressed: the report does not print so small a number",
	"worked out from the source",
	"0 requests, so 0",
	"the outcomes printed are all requests, so 0",
}

// String says it in words.
func (o Obtained) String() string { return obtainedWords[o] }

// IsZero says whether the number is a zero that no report prints, and that follows
// from what it does print.
func (o Obtained) IsZero() bool { return o == NoRequests || o == NothingLeft }

// Obtained says how the number in a field of a record was obtained, where t is the
// record's type. A field of text is not reported.
func (r *Record) Obtained(f Field, t Type) Obtained {
	a := r.Amount(f)
	switch {
	case !a.Reported():
		return r.follows(f, t)
	case r.worksOut(f):
		return WorkedOut
	case a.IsExact():
		return AsPrinted
	case a.form == suppressed:
		return Suppressed
	}
	return AsRange
}

// follows says whether a number that is not printed is a zero all the same.
func (r *Record) follows(f Field, t Type) Obtained {
	c, isCount := f.Count()
	if !isCount {
		return Unprinted
	}
	var printed Cells
	copy(printed[:], r.Counts[:])
	switch {
	case !printed.Reported(t.OutcomesCountAccounts(r.Period)).Has(c):
		return Unprinted
	case r.Counts[Requests].IsExact() && r.Counts[Requests].lo == 0:
		return NoRequests
	}
	return NothingLeft
}

// worksOut says whether the number in a field is arithmetic: one of those that the
// note lists or, where it lists none, any number of a record that is derived.
func (r *Record) worksOut(f Field) bool {
	if !r.Derived {
		return false
	}
	fields, _ := r.Derivation()
	return len(fields) == 0 || slices.Contains(fields, f)
}

// Status is the record's status as the files have it: printed, or derived where a
// number of it is arithmetic.
func (r *Record) Status() string {
	if r.Derived {
		return "derived"
	}
	return "printed"
}

// HowObtained says in words how some fields of a record were obtained, and what its
// note says besides: one way for all, or each way with its fields; "" where it says
// no more than that nothing is reported.
func (r *Record) HowObtained(fields []Field, t Type) string {
	var ways []Obtained
	of := map[Obtained][]string{}
	for _, f := range fields {
		way := r.Obtained(f, t)
		if len(of[way]) == 0 {
			ways = append(ways, way)
		}
		of[way] = append(of[way], strings.ToLower(f.Label()))
	}
	fromList, words := r.Derivation()
	if len(ways) == 1 && ways[0] == WorkedOut && len(fromList) == 0 && words != "" {
		return "worked out: " + words
	}
	if len(ways) == 1 && ways[0] == Unprinted {
		return words
	}
	var parts []string
	for _, way := range ways {
		text := way.String()
		if len(ways) > 1 {
			text = strings.Join(of[way], ", ") + ": " + text
		}
		parts = append(parts, text)
	}
	if words != "" {
		parts = append(parts, words)
	}
	return strings.Join(parts, "; ")
}

// FieldOf is the field of records that holds a count.
func FieldOf(c Column) Field { return RequestsField + Field(c) }
