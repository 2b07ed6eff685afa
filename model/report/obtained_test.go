package report_test

import (
	"testing"

	"daylight/model/internal/samples"
	"daylight/model/report"
)

// printedRecord is a record with some counts, as a report prints them.
func printedRecord(counts map[report.Column]report.Amount) report.Record {
	r := report.Record{Period: report.Period{Year: 2012}}
	for c, a := range counts {
		r.Counts[c] = a
	}
	return r
}

func TestARecordSaysHowEachNumberWasObtained(t *testing.T) {
	listed := printedRecord(map[report.Column]report.Amount{report.Requests: report.Exact(616), report.Content: report.Exact(0), report.Nothing: report.Exact(115)})
	listed.Derived, listed.Note = true, "derived: content nothing; the copy used says North Korea"
	whole := printedRecord(map[report.Column]report.Amount{report.Requests: report.Exact(0), report.Content: report.Exact(0)})
	whole.Derived, whole.Note = true, "derived: the total with Skype equals the total without it; via 01net 2013-03"
	minus := printedRecord(map[report.Column]report.Amount{report.Requests: report.Exact(443)})
	minus.Derived, minus.Note = true, "printed table (Skype included) minus printed Skype table"
	noted := printedRecord(map[report.Column]report.Amount{report.Requests: report.Exact(12)})
	noted.Note = "printed as: Other"
	civil := report.Type{AccountOutcomes: true}
	for _, c := range []struct {
		name   string
		record report.Record
		field  report.Field
		of     report.Type
		want   report.Obtained
	}{
		{"a number", noted, report.RequestsField, report.Type{}, report.AsPrinted},
		{"what is not there", noted, report.ContentField, report.Type{}, report.Unprinted},
		{"a range", printedRecord(map[report.Column]report.Amount{report.Requests: report.Between(0, 499)}), report.RequestsField, report.Type{}, report.AsRange},
		{"a small number", printedRecord(map[report.Column]report.Amount{report.Requests: report.Below(10)}), report.RequestsField, report.Type{}, report.Suppressed},
		{"one that the note lists, before a semicolon", listed, report.NothingField, report.Type{}, report.WorkedOut},
		{"one that it does not list", listed, report.RequestsField, report.Type{}, report.AsPrinted},
		{"any, where the note is a sentence", whole, report.RequestsField, report.Type{}, report.WorkedOut},
		{"any, where the note has no list", minus, report.RequestsField, report.Type{}, report.WorkedOut},
		{"an outcome of no requests", whole, report.RejectedField, report.Type{}, report.NoRequests},
		{"accounts of no requests", whole, report.AccountsField, report.Type{}, report.NoRequests},
		{"a percentage of no requests", whole, report.PercentField, report.Type{}, report.Unprinted},
		{
			"an outcome that leaves no request",
			printedRecord(map[report.Column]report.Amount{report.Requests: report.Exact(5), report.Content: report.Exact(2), report.NoData: report.Exact(3)}), report.RejectedField, report.Type{}, report.NothingLeft,
		},
		{
			"an outcome in another unit",
			printedRecord(map[report.Column]report.Amount{report.Requests: report.Exact(5), report.Content: report.Exact(2), report.NoData: report.Exact(3)}), report.RejectedField, civil, report.Unprinted,
		},
		{
			"a part of a sum that is not split",
			printedRecord(map[report.Column]report.Amount{report.Requests: report.Exact(5), report.Content: report.Exact(2), report.Nothing: report.Exact(3)}), report.RejectedField, report.Type{}, report.Unprinted,
		},
		{"a text", noted, report.NoteField, report.Type{}, report.Unprinted},
	} {
		if got := c.record.Obtained(c.field, c.of); got != c.want {
			t.Errorf("%s was obtained: %s, want: %s", c.name, got, c.want)
		}
	}
}

func TestHowSeveralNumbersWereObtainedIsSaidOnce(t *testing.T) {
	r := printedRecord(map[report.Column]report.Amount{report.Requests: report.Exact(616), report.Nothing: report.Exact(115)})
	r.Derived, r.Note = true, "derived: nothing; the copy used says North Korea"
	for _, c := range []struct {
		fields []report.Field
		want   string
	}{
		{[]report.Field{report.RequestsField}, "as printed; the copy used says North Korea"},
		{[]report.Field{report.NothingField}, "worked out from the source; the copy used says North Korea"},
		{[]report.Field{report.NothingField, report.RequestsField}, "no data or rejected: worked out from the source; requests: as printed; the copy used says North Korea"},
	} {
		if got := r.HowObtained(c.fields, report.Type{}); got != c.want {
			t.Errorf("it says %q, want %q", got, c.want)
		}
	}
	r.Note = "printed table (Skype included) minus printed Skype table"
	if got, want := r.HowObtained([]report.Field{report.RequestsField}, report.Type{}), "worked out: "+r.Note; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	nothing := printedRecord(map[report.Column]report.Amount{report.Requests: report.Exact(0)})
	if got := nothing.HowObtained([]report.Field{report.ContentField}, report.Type{}); got != "0 requests, so 0" {
		t.Errorf("of no requests it says %q", got)
	}
}

// What an answer adds up and what a record says of itself must not part ways, but for
// outcomes that count accounts: those are told, and not added.
func TestWhatFollowsIsWhatIsAddedUp(t *testing.T) {
	d := samples.Dataset(t)
	for i := range d.Len() {
		r, kind := d.Record(i), d.SeriesOf(i).Type
		var printed report.Cells
		copy(printed[:], r.Counts[:])
		ofAccounts := kind.OutcomesCountAccounts(r.Period)
		known := printed.Reported(ofAccounts)
		for c := range report.Column(report.NumPrinted) {
			if how := r.Obtained(report.FieldOf(c), kind); known.Has(c) != (how != report.Unprinted) && !(ofAccounts && c.IsOutcome() && how == report.AsPrinted) || how.IsZero() && r.Counts[c].Reported() {
				t.Errorf("record %d, %s: %s", i, c, how)
			}
		}
	}
}
