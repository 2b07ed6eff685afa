package answer

import (
	"strings"
	"testing"

	"daylight/model/internal/samples"
	"daylight/model/query"
)

func TestATypeSaysWhetherItIsCounted(t *testing.T) {
	d := samples.Dataset(t)
	for _, en := range NewEngine(d).Reference(samples.Must(query.Parse("publisher=microsoft", d))) {
		if en.Kind != TypeEntry {
			continue
		}
		counted := en.ID != "emergency"
		if strings.Contains(en.Text, "Counted in totals.") != counted || strings.Contains(en.Text, "Not counted in totals unless it is chosen.") == counted {
			t.Errorf("%s says %q", en.ID, en.Text)
		}
	}
}
