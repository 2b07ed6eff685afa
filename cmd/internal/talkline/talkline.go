// Package talkline joins a talk in one terminal to its notes in another, which show where it stands and can
// drive it.
//
//	Presenter                                        Follower
//	    ◀───────────── {"follow":1} ─────────────────────
//	    ────── {"talk":1,"story":…,"place":…} ──────────▶
//	    ◀───────────── {"do":"next"} ────────────────────
//	    ─────────────── {"place":…} ────────────────────▶
//	    ──────────────── {"ended":true} ────────────────▶
//
// Each message is a JSON object on a line of its own. The line is a Unix socket in a folder that belongs to
// the one who runs both, and nobody else can open it; programs of other people are sent away besides. What comes from it
// is bounded all the same: the length of a line, lines in a second, screens that follow. What is no message ends the
// connection that it came from, and a message of a kind that is not known is passed over.
//
// A presenter never waits for a follower. Each has a goroutine that writes to it the latest that there
// is to tell, and one that does not read is dropped. Every goroutine recovers: a fault in the line ends the line, and
// not the talk.
package talkline

import (
	"bytes"
	"encoding/json"
	"errors"
	"time"

	"daylight/model"
)

// Version is that of the messages. Two programs of different ones do not talk.
const Version = 1

// The bounds of a line.
const (
	maxOrder     = 1 << 10 // bytes of a line to the presenter
	maxTold      = 8 << 20 // bytes of a line to a follower: the longest story, with all of it escaped
	maxPace      = 200     // lines to the presenter in a second: more than a key that is held down
	maxFollowers = 4
	maxCallers   = 16 // connections that have not said yet that they follow
	maxOrders    = 32 // that wait to be carried out

	greetTime = 2 * time.Second  // from a connection to its greeting, and to the answer
	writeTime = 10 * time.Second // for what is written to be read: a busy machine may stand still for a while
	endTime   = 200 * time.Millisecond
)

// What Present and Follow answer, beside errors of the system.
var (
	ErrTaken   = errors.New("another talk runs already")
	ErrNobody  = errors.New("no talk runs")
	ErrUnbegun = errors.New("no story is told yet")
	ErrFull    = errors.New("four screens follow the talk already")
	ErrVersion = errors.New("the talk runs in another version of daylight")
	ErrSilent  = errors.New("the talk does not answer")
	ErrEnded   = errors.New("the talk has ended")
	ErrLost    = errors.New("the talk was cut off")
	ErrAbsent  = errors.New("a second screen needs Unix sockets, which daylight does not use on this system")
)

// Story is the text of a story, and the name by which a person knows it.
type Story struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// place is a model.Place as it is written.
type place struct {
	Slide     int  `json:"slide"`
	Step      int  `json:"step"`
	Exploring bool `json:"exploring,omitempty"`
	Blank     bool `json:"blank,omitempty"`
	Running   bool `json:"running,omitempty"`
	Spent     int  `json:"spent"`
}

// told is a line to a follower.
type told struct {
	Talk    int    `json:"talk,omitempty"`  // the version, in the first line
	Story   *Story `json:"story,omitempty"` // in the first line, and when it was read anew
	Place   *place `json:"place,omitempty"`
	Ended   bool   `json:"ended,omitempty"`
	Refused string `json:"refused,omitempty"` // a key of refusals
}

// refusals are the words for why a follower is sent away.
var refusals = map[string]error{"full": ErrFull, "version": ErrVersion, "unbegun": ErrUnbegun}

// order is a line to the presenter.
type order struct {
	Follow int    `json:"follow,omitempty"` // the version, in the first line
	Do     string `json:"do,omitempty"`
	Slide  int    `json:"slide,omitempty"`
}

// orders are the actions that a follower may ask for, by name. To go to a slide there is "slide", with its number
// from 0.
var orders = map[string]model.Action{
	"next":   model.Advance{By: 1},
	"back":   model.Advance{By: -1},
	"blank":  model.ToggleBlank{},
	"timer":  model.ToggleTimer{},
	"return": model.ReturnToSlide{},
}

// orderOf is how an action is asked for; false for one that a follower may not.
func orderOf(a model.Action) (order, bool) {
	if to, ok := a.(model.GoToSlide); ok {
		return order{Do: "slide", Slide: to.Slide}, true
	}
	for name, known := range orders {
		if known == a {
			return order{Do: name}, true
		}
	}
	return order{}, false
}

// action is what an order asks for; false for what is not known.
func (o order) action() (model.Action, bool) {
	if o.Do == "slide" {
		return model.GoToSlide{Slide: o.Slide}, o.Slide >= 0
	}
	a, known := orders[o.Do]
	return a, known
}

// written is a message as a line.
func written(message any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(message); err != nil {
		panic("talkline: " + err.Error()) // which no message gives cause for
	}
	return b.Bytes()
}

// read reads a line. Fields that are not known are passed over; an error says that it is no message.
func read[Message told | order](line []byte) (m Message, err error) {
	if line = bytes.TrimSpace(line); len(line) == 0 || line[0] != '{' { // which null would be
		return m, errors.New("not a JSON object")
	}
	err = json.Unmarshal(line, &m)
	return m, err
}
