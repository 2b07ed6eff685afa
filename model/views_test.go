package model

import (
	"testing"

	"daylight/model/query"
)

func TestEveryViewHasARowOfWhatKeysDoThere(t *testing.T) {
	for _, v := range query.Views() {
		row := views[v]
		if row.move == nil || row.to == nil || row.enter == nil {
			t.Errorf("in the %s view nothing moves, or nothing opens", v)
		}
		if len(row.scales) > 0 && row.scales[0] != query.Linear {
			t.Errorf("the %s view does not begin with the scale of a question that names none", v)
		}
		if v.Fixed() && row.sort != nil {
			t.Errorf("the %s view sorts what stands in an order of its own", v)
		}
	}
}

func TestAViewSaysWhatItHasNot(t *testing.T) {
	for _, v := range query.Views() {
		name, row := v.String(), views[v]
		order := "the " + name + " view has no column to sort by: " + query.ExploreView.Key() + " has all"
		if v.Fixed() {
			order = "the " + name + " view has an order of its own"
		}
		for _, c := range []struct {
			does Action
			has  bool
			says string
		}{
			{NextScale{}, len(row.scales) > 0, "the " + name + " view has no scale to choose"},
			{FocusNext{}, row.focus != nil, "the " + name + " view is one pane"},
			{ToggleZoom{}, row.zooms, "the " + name + " view has the whole screen already"},
			{TogglePin{}, row.pin != nil, name + " are no rows that could be pinned"},
			{SortHere{}, row.sort != nil, order},
			{Reverse{}, !v.Fixed(), order},
			{Show{v}, false, "the " + name + " view is on the screen"},
		} {
			if w := start(t, "view="+name).do(c.does); c.has == (w.said == c.says) {
				t.Errorf("in the %s view, %T says %q", name, c.does, w.said)
			}
		}
	}
}
