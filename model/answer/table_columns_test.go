package answer

import (
	"slices"
	"testing"

	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

func TestATableOfOneOutcomeDoesNotSayItTwice(t *testing.T) {
	d := samples.Dataset(t)
	e := NewEngine(d)
	for outcome, has := range map[string][2]bool{"content": {false, false}, "content,no_data": {true, true}} {
		columns := TableColumns(e.Result(samples.Must(query.Parse("outcome="+outcome, d))))
		if got := [2]bool{slices.Contains(columns, report.Content), slices.Contains(columns, report.NoData)}; got != has {
			t.Errorf("of %s the table has content and no data: %v, want %v", outcome, got, has)
		}
	}
}
