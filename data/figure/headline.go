package figure

import (
	"fmt"
	"strings"

	"daylight/model/report"
)

// headline says what the figure shows, of whom and of when.
func (f *figure) headline() string {
	text := report.Capital(f.doc.Title())
	if labels := f.doc.Publishers(); len(labels) > 0 && len(labels) < 4 {
		text += ": " + report.JoinWords(labels)
	}
	if when := f.when(); when != "" {
		text += ", " + when
	}
	return text
}

// when is the time that the figures are of.
func (f *figure) when() string {
	axis := f.engine.Axis(f.q)
	if len(f.q.Period.Ranges) > 0 {
		var words []string
		for _, r := range f.q.Period.Ranges {
			words = append(words, r.String())
		}
		return strings.Join(words, ", ")
	}
	if len(axis) == 0 {
		return ""
	}
	return fmt.Sprintf("%s to %s", axis[0], axis[len(axis)-1])
}

// finding is what stands out in the figures; "" where nothing is safe to say.
func (f *figure) finding() string { return "" }
