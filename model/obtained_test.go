package model

import "testing"

// printedRecord is a record with some counts, as a report prints them.
func printedRecord(counts map[Column]Amount) Record {
	r := Record{Period: Period{Year: 2012}}
	for c, a := range counts {
		r.Counts[c] = a
	}
	return r
}

func TestARecordSaysHowEachNumberWasObtained(t *testing.T) {
	listed := printedRecord(map[Column]Amount{Requests: Exact(616), Content: Exact(0), Nothing: Exact(115)})
	listed.Derived, listed.Note = true, "derived: content nothing; the copy used says North Korea"
	whole := printedRecord(map[Column]Amount{Requests: Exact(0), Content: Exact(0)})
	whole.Derived, whole.Note = true, "derived: the total with Skype equals the total without it; via 01net 2013-03"
	minus := printedRecord(map[Column]Amount{Requests: Exact(443)})
	minus.Derived, minus.Note = true, "printed table (Skype included) minus printed Skype table"
	noted := printedRecord(map[Column]Amount{Requests: Exact(12)})
	noted.Note = "printed as: Other"
	civil := Type{AccountOutcomes: true}
	for _, c := range []struct {
		name   string
		record Record
		field  Field
		of     Type
		want   Obtained
	}{
		{"a number", noted, RequestsField, Type{}, AsPrinted},
		{"what is not there", noted, ContentField, Type{}, Unprinted},
		{"a range", printedRecord(map[Column]Amount{Requests: Between(0, 499)}), RequestsField, Type{}, AsRange},
		{"a small number", printedRecord(map[Column]Amount{Requests: Below(10)}), RequestsField, Type{}, Suppressed},
		{"one that the note lists, before a semicolon", listed, NothingField, Type{}, WorkedOut},
		{"one that it does not list", listed, RequestsField, Type{}, AsPrinted},
		{"any, where the note is a sentence", whole, RequestsField, Type{}, WorkedOut},
		{"any, where the note has no list", minus, RequestsField, Type{}, WorkedOut},
		{"an outcome of no requests", whole, RejectedField, Type{}, NoRequests},
		{"accounts of no requests", whole, AccountsField, Type{}, NoRequests},
		{"a percentage of no requests", whole, PercentField, Type{}, Unprinted},
		{
			"an outcome that leaves no request",
			printedRecord(map[Column]Amount{Requests: Exact(5), Content: Exact(2), NoData: Exact(3)}), RejectedField, Type{}, NothingLeft,
		},
		{
			"an outcome in another unit",
			printedRecord(map[Column]Amount{Requests: Exact(5), Content: Exact(2), NoData: Exact(3)}), RejectedField, civil, Unprinted,
		},
		{
			"a part of a sum that is not split",
			printedRecord(map[Column]Amount{Requests: Exact(5), Content: Exact(2), Nothing: Exact(3)}), RejectedField, Type{}, Unprinted,
		},
		{"a text", noted, NoteField, Type{}, Unprinted},
	} {
		if got := c.record.Obtained(c.field, c.of); got != c.want {
			t.Errorf("%s was obtained: %s, want: %s", c.name, got, c.want)
		}
	}
}

func TestHowSeveralNumbersWereObtainedIsSaidOnce(t *testing.T) {
	r := printedRecord(map[Column]Amount{Requests: Exact(616), Nothing: Exact(115)})
	r.Derived, r.Note = true, "derived: nothing; the copy used says North Korea"
	for _, c := range []struct {
		fields []Field
		want   string
	}{
		{[]Field{RequestsField}, "as printed; the copy used says North Korea"},
		{[]Field{NothingField}, "worked out from the source; the copy used says North Korea"},
		{[]Field{NothingField, RequestsField}, "no data or rejected: worked out from the source; requests: as printed; the copy used says North Korea"},
	} {
		if got := r.HowObtained(c.fields, Type{}); got != c.want {
			t.Errorf("it says %q, want %q", got, c.want)
		}
	}
	r.Note = "printed table (Skype included) minus printed Skype table"
	if got, want := r.HowObtained([]Field{RequestsField}, Type{}), "worked out: "+r.Note; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	nothing := printedRecord(map[Column]Amount{Requests: Exact(0)})
	if got := nothing.HowObtained([]Field{ContentField}, Type{}); got != "0 requests, so 0" {
		t.Errorf("of no requests it says %q", got)
	}
}

// What an answer adds up and what a record says of itself must not part ways, but for
// outcomes that count accounts: those are told, and not added.
func TestWhatFollowsIsWhatIsAddedUp(t *testing.T) {
	d := sampleDataset(t)
	for i := range d.Len() {
		r, kind := d.Record(i), d.SeriesOf(i).Type
		var printed Cells
		copy(printed[:], r.Counts[:])
		ofAccounts := kind.OutcomesCountAccounts(r.Period)
		known := printed.Reported(ofAccounts)
		for c := range Column(NumPrinted) {
			if how := r.Obtained(FieldOf(c), kind); known.Has(c) != (how != Unprinted) && !(ofAccounts && c.IsOutcome() && how == AsPrinted) || how.IsZero() && r.Counts[c].Reported() {
				t.Errorf("record %d, %s: %s", i, c, how)
			}
		}
	}
}
