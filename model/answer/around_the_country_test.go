package answer

import (
	"slices"
	"strings"
	"testing"

	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

func TestAProfileStandsBetweenTheCountriesBeforeAndAfterIt(t *testing.T) {
	d := samples.Dataset(t)
	e := NewEngine(d)
	rows := e.Result(samples.Must(query.Parse("", d))).Rows
	for i, row := range rows {
		var wantBefore, wantAfter string
		if i > 0 {
			wantBefore = rows[i-1].Name
		}
		if i+1 < len(rows) {
			wantAfter = rows[i+1].Name
		}
		before, after := e.Neighbours(samples.Must(query.Parse("view=country select="+row.ID, d)))
		if before != wantBefore || after != wantAfter {
			t.Errorf("%s stands between %q and %q, want %q and %q", row.Name, before, after, wantBefore, wantAfter)
		}
	}
}

func TestOneStepOnTheMapGoesInItsDirection(t *testing.T) {
	tables := samples.MadeUpTables("alpha")
	var lines strings.Builder
	for code, at := range map[string][2]float64{"FR": {0, 0}, "GB": {30, 0}, "TR": {0, 30}, "AQ": {-30, -30}} {
		i := slices.IndexFunc(tables.Countries, func(c report.Country) bool { return c.Code == code })
		tables.Countries[i].Lon, tables.Countries[i].Lat, tables.Countries[i].HasPoint = at[0], at[1], true
		lines.WriteString("alpha 2001-H1 mail " + code + " legal-process requests=5\n")
	}
	d := samples.MadeUp(t, tables, lines.String())
	e := NewEngine(d)
	rows := e.Result(samples.Must(query.Parse("publisher=alpha", d))).Rows
	for _, c := range []struct {
		dx, dy int
		want   string
	}{{1, 0, "GB"}, {0, -1, "TR"}, {0, 1, "AQ"}, {-1, 0, "AQ"}, {0, 0, "FR"}} {
		if got := e.Beside(rows, "FR", c.dx, c.dy); got != c.want {
			t.Errorf("%d across and %d down from the middle is %s, want %s", c.dx, c.dy, got, c.want)
		}
	}
}
