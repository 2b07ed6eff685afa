package model

import (
	"testing"

	"daylight/model/answer"
	"daylight/model/internal/samples"
	"daylight/model/query"
)

func TestASourceLeadsToItsOneRecordAndOneWithoutSaysSo(t *testing.T) {
	d := samples.MadeUp(t, samples.MadeUpTables("alpha"), "alpha 2001-H1 mail GB legal-process requests=5") // of s1
	e := answer.NewEngine(d)
	for i, en := range e.Reference(samples.Must(query.Parse("view=sources publisher=all", d))) {
		if en.Kind != answer.SourceEntry {
			continue
		}
		s, _ := Update(e, State{Session: NewSession(samples.Must(query.Parse("view=sources publisher=all", d)))}, SelectLine{i})
		opened, effects := Update(e, s, Enter{})
		stays := opened.Query.View == query.SourcesView
		if leads := en.ID == "s1"; stays == leads || leads != (len(effects) == 0) {
			t.Errorf("%s, with %d records, leads to %q and says %v", en.ID, en.Records, opened.Query, effects)
		}
	}
}
