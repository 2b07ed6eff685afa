package tui

import (
	tea "charm.land/bubbletea/v2"

	"daylight/model"
)

// played says that the time of a period has passed that runs by.
type played struct{ run int }

// goOn lets the next period run by. What lies over the screen is read in peace: it stops there.
func (m *Model) goOn(msg played) tea.Cmd {
	m.said = ""
	if m.top() != nil {
		return m.do(model.PausePlay{})
	}
	return m.do(model.PlayTick{Run: msg.run})
}

// playedAloud says which period came, where one ran by, and which break lies beside it.
func (m *Model) playedAloud(before, after model.Session) string {
	p := after.Play
	if p == nil || before.Play == p {
		return ""
	}
	text := m.PlayTold(p)
	if told := m.BreakTold(p); told != "" {
		text += "; " + told
	}
	return text
}

// waysToPlay are how periods can run by: at which pace, and with rows in which order.
func waysToPlay() []entry {
	list := []entry{
		{label: "rows keep their places", does: model.RankPlay{}},
		{label: "rows by rank in each period", does: model.RankPlay{ByRank: true}},
	}
	for _, ms := range model.Paces() {
		list = append(list, entry{label: model.PaceInWords(ms), does: model.SetPace{Pace: ms}})
	}
	return list
}
