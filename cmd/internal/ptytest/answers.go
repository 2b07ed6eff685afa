//go:build unix

package ptytest

import "regexp"

// Query is a set of the questions that a program asks a terminal.
type Query int

const (
	Synchronized Query = 1 << iota // whether it knows synchronized output (DECRQM 2026)
	Keyboard                       // which of kitty's keyboard enhancements are in force
	Attributes                     // what kind of terminal it is (DA1)
	Colours                        // of text, background and cursor (OSC 10 to 12)
)

// answers are the forms of the answers to them.
var answers = map[Query]*regexp.Regexp{
	Synchronized: regexp.MustCompile(`^\x1b\[\?2026;\d+\$y$`),
	Keyboard:     regexp.MustCompile(`^\x1b\[\?\d+u$`),
	Attributes:   regexp.MustCompile(`^\x1b\[\?[\d;]*c$`),
	Colours:      regexp.MustCompile(`^\x1b\]1[012];`),
}

// answer types what the terminal answers to a query, or keeps it.
func (s *Session) answer(reply []byte) {
	if s.o.Silent {
		return
	}
	for query, form := range answers {
		if s.o.Unanswered&query != 0 && form.Match(reply) {
			return
		}
	}
	s.owing.Lock()
	defer s.owing.Unlock()
	select {
	case <-s.answered:
		_, _ = s.master.Write(reply)
	default:
		s.held = append(s.held, reply...)
	}
}

// owes says whether answers are held back.
func (s *Session) owes() bool {
	s.owing.Lock()
	defer s.owing.Unlock()
	return len(s.held) > 0
}

// release takes the answers that are held back; from now on none is.
func (s *Session) release() []byte {
	s.owing.Lock()
	defer s.owing.Unlock()
	held := s.held
	s.held = nil
	select {
	case <-s.answered:
	default:
		close(s.answered)
	}
	return held
}
