package grid

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Film is frames that follow one another in one SVG picture, again and again. Nothing but style sheets
// moves it, so that it plays wherever a picture is shown; who wants no motion, and who shows a picture
// without playing it, has the first frame.
//
//	frame      1  2  3  4
//	"2012"     ■  ■            what a frame is made of is written once, however many frames
//	"2013"           ■  ■      show it; all that is shown in the same frames is a group,
//	"Country"  ■  ■  ■  ■      with a rule that says when it is visible
type Film struct {
	o      SVGOptions
	first  *Frame
	ends   []int // when each frame ends, in milliseconds
	shown  map[element]int
	scenes []filmed // in the order in which they came
}

// filmed is an element and the frames that show it.
type filmed struct {
	element
	in []int
}

// NewFilm begins a film.
func NewFilm(o SVGOptions) *Film { return &Film{o: o, shown: map[element]int{}} }

// Add shows a frame for so many milliseconds. All frames have the size of the first.
func (m *Film) Add(f *Frame, ms int) {
	at := len(m.ends)
	if at == 0 {
		m.first = New(f.w, f.h)
		copy(m.first.cells, f.cells)
		m.first.clusters = slices.Clone(f.clusters)
		m.ends = append(m.ends, 0)
	} else {
		m.ends = append(m.ends, m.ends[at-1])
	}
	m.ends[at] += max(ms, 1)
	for _, e := range newPainter(m.o).paint(f) {
		e.paint = strings.Replace(e.paint, sharp, "", 1) // said of all of them at once
		i, known := m.shown[e]
		if !known {
			i = len(m.scenes)
			m.shown[e] = i
			m.scenes = append(m.scenes, filmed{element: e})
		}
		m.scenes[i].in = append(m.scenes[i].in, at)
	}
}

// SVG is the film as a picture.
func (m *Film) SVG() string {
	var b, rules strings.Builder
	if len(m.ends) == 0 {
		return New(0, 0).SVG(m.o)
	}
	names := map[string]string{} // of the rules, by the frames in which they show something
	var body strings.Builder
	for _, behind := range []bool{true, false} {
		for _, group := range m.groups(behind) {
			key := fmt.Sprint(group[0].in)
			name, known := names[key]
			if !known {
				name = "f" + strconv.FormatInt(int64(len(names)), 36)
				names[key] = name
				if len(group[0].in) < len(m.ends) {
					m.rule(&rules, name, group[0].in)
				}
			}
			m.write(&body, name, group)
		}
	}
	newPainter(m.o).open(&b, m.first, m.o)
	fmt.Fprintf(&b, "<style>rect{shape-rendering:crispEdges}g{animation:%dms step-end infinite}%s@media(prefers-reduced-motion:reduce){g{animation:none!important}}</style>\n", m.ends[len(m.ends)-1], rules.String())
	b.WriteString(body.String() + "</svg>\n")
	return b.String()
}

// groups are the elements of a layer that are shown in the same frames, in the order of what they are painted with.
func (m *Film) groups(behind bool) (groups [][]filmed) {
	at := map[string]int{}
	for _, s := range m.scenes {
		if s.behind != behind {
			continue
		}
		key := fmt.Sprint(s.in)
		i, known := at[key]
		if !known {
			i = len(groups)
			at[key] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], s)
	}
	for _, g := range groups {
		slices.SortStableFunc(g, func(a, b filmed) int { return strings.Compare(a.paint, b.paint) })
	}
	return groups
}

// rule writes when what some frames show is visible.
func (m *Film) rule(b *strings.Builder, name string, in []int) {
	fmt.Fprintf(b, ".%s{animation-name:%s}@keyframes %s{", name, name, name)
	from, visible := 0, !slices.Contains(in, 0)
	for at, end := range m.ends {
		if is := slices.Contains(in, at); is != visible {
			visible = is
			word := "hidden"
			if is {
				word = "visible"
			}
			fmt.Fprintf(b, "%s%%{visibility:%s}", percent(from, m.ends[len(m.ends)-1]), word)
		}
		from = end
	}
	b.WriteString("}\n")
}

// percent is a part of a whole in a style sheet.
func percent(part, whole int) string {
	text := strconv.FormatFloat(100*float64(part)/float64(whole), 'f', 3, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// write writes a group: what is painted with the same stands together.
func (m *Film) write(b *strings.Builder, name string, group []filmed) {
	switch in := group[0].in; {
	case len(in) == len(m.ends):
		b.WriteString("<g>\n")
	case in[0] == 0:
		fmt.Fprintf(b, "<g class=\"%s\">\n", name)
	default:
		fmt.Fprintf(b, "<g class=\"%s\" visibility=\"hidden\">\n", name)
	}
	for len(group) > 0 {
		n := 1
		for n < len(group) && group[n].paint == group[0].paint {
			n++
		}
		if n == 1 {
			group[0].write(b, group[0].paint)
		} else {
			b.WriteString("<g" + group[0].paint + ">\n")
			for _, e := range group[:n] {
				e.write(b, "")
			}
			b.WriteString("</g>\n")
		}
		group = group[n:]
	}
	b.WriteString("</g>\n")
}
