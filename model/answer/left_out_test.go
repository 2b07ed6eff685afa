package answer

import (
	"fmt"
	"strings"
	"testing"

	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// However many countries a table may leave out, each is counted once.
func TestCountriesThatATableMayLeaveOutAreCounted(t *testing.T) {
	for _, n := range []int{1, 2, 64, 65, 66, 130} {
		tables := samples.MadeUpTables("alpha")
		var lines strings.Builder
		lines.WriteString("alpha 2001-H1 mail GB legal-process requests=900\nalpha 2001-H2 mail GB legal-process requests=900\n")
		tables.Countries = []report.Country{{Code: "GB", Name: "United Kingdom"}}
		for i := range n {
			code := string([]byte{'A' + byte(i/26), 'A' + byte(i%26)}) // up to EZ
			tables.Countries = append(tables.Countries, report.Country{Code: code, Name: "Country " + code})
			fmt.Fprintf(&lines, "alpha 2001-H2 mail %s legal-process requests=1\n", code)
		}
		tables.Populations, tables.Members = nil, nil
		d := samples.MadeUp(t, tables, lines.String())
		r := NewEngine(d).Result(samples.Must(query.Parse("publisher=alpha period=2001-H2", d)))
		want := fmt.Sprintf("%d countries that incomplete tables may leave out", n)
		if n == 1 {
			want = "one country that an incomplete table may leave out"
		}
		if c := r.Total.Compare; c == nil || len(c.Without) != 1 || c.Without[0] != want {
			t.Errorf("left out are %+v, want %q", c, want)
		}
	}
}
