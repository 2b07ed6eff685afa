package answer

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

func TestAColumnIsUnprintedWhereNoRecordOfAPublisherPrintsIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		e := NewEngine(d)
		for _, p := range d.Publishers {
			q := query.Query{Publisher: query.Filter{Mode: query.Only, IDs: []string{p.ID}}}
			if len(e.Publishers(q)) == 0 {
				continue // it has no record
			}
			for of, columns := range map[report.Column][]report.Column{
				report.Requests: {report.Requests, report.Share, report.Change, report.PerMillion},
				report.Accounts: {report.Accounts, report.AccountsPerMillion, report.AccountsPerRequest},
				report.Content:  {report.Content, report.ContentRate},
				report.Rejected: {report.Rejected, report.RejectedRate},
			} {
				printed := of == report.Requests // there is always something to ask for
				for i := range d.Len() {
					r := d.Record(i)
					printed = printed || r.Publisher == p.ID && r.Counts[of].Reported()
				}
				for _, c := range columns {
					why := e.Unprinted(q, c)
					if (why == "") != printed || why != "" && !strings.HasPrefix(why, p.Label+" does not print ") {
						t.Fatalf("%s of %s, printed %v: %q", c, p.ID, printed, why)
					}
				}
			}
		}
	})
}
