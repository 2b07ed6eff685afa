package figure

import "daylight/model/report"

// Greys are the colours of a figure that is printed in black alone. Lines are told
// apart by their marks, and parts of bars by their tones and their order.
func Greys() Palette {
	p := Palette{Page: "#ffffff", Text: "#000000", Dim: "#4d4d4d", Rule: "#c8c8c8", NoRecord: "#b0b0b0", Amount: "#5c5c5c", Fewer: "#9a9a9a"}
	for c, tone := range map[report.Column]string{
		report.Content: "#000000", report.NonContent: "#6a6a6a", report.SomeData: "#3c3c3c", report.NoData: "#c4c4c4",
		report.Rejected: "#959595", report.Nothing: "#adadad", report.Pending: "#e4e4e4", report.Unspecified: "#e4e4e4",
	} {
		p.Outcomes[c] = tone
	}
	p.Series = []string{"#000000", "#6a6a6a", "#3c3c3c", "#8a8a8a", "#555555"}
	p.SeriesText = []string{"#000000", "#555555", "#333333", "#666666", "#444444"}
	p.Classes = [5]string{"#d0d0d0", "#a8a8a8", "#808080", "#565656", "#2a2a2a"}
	return p
}
