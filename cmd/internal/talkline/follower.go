package talkline

import (
	"bufio"
	"errors"
	"net"
	"sync"
	"time"

	"daylight/model"
)

// Follower is the end of the line at which the notes are shown.
type Follower struct {
	conn   *net.UnixConn
	lines  *bufio.Scanner
	orders chan order
	ended  chan struct{}
	once   sync.Once
	first  Told // what came with the answer
	begun  bool
}

// Told is where a talk stands.
type Told struct {
	Story *Story // nil for the one before
	Place model.Place
}

// Follow finds the talk that runs, in the first of some folders that has one, and asks to follow it. Where there is none,
// the error is ErrNobody.
func Follow(folders []string) (*Follower, error) {
	wrong := ErrNobody
	for _, folder := range folders {
		conn, err := call(folder)
		if err == nil {
			return follow(conn)
		}
		if wrong == ErrNobody {
			wrong = err
		}
	}
	return nil, wrong
}

// follow greets the presenter at the other end of a connection.
func follow(conn *net.UnixConn) (*Follower, error) {
	f := &Follower{conn: conn, lines: bufio.NewScanner(conn), orders: make(chan order, maxOrders), ended: make(chan struct{})}
	f.lines.Buffer(nil, maxTold)
	_ = conn.SetDeadline(time.Now().Add(greetTime))
	_, err := conn.Write(written(order{Follow: Version}))
	var m told
	if err == nil {
		m, err = f.read()
	}
	refused, isKnown := refusals[m.Refused]
	switch {
	case isKnown:
		err = refused
	case err == nil && m.Talk != Version:
		err = ErrVersion
	case err == nil && (m.Story == nil || m.Place == nil):
		err = ErrSilent
	case err != nil && !errors.Is(err, ErrEnded):
		err = ErrSilent
	}
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	_ = conn.SetDeadline(time.Time{})
	f.first = Told{m.Story, model.Place(*m.Place)}
	go func() {
		defer func() {
			_ = recover() // then nothing is driven any more, and Next says that the line is cut
			f.Close()
		}()
		f.write()
	}()
	return f, nil
}

// Next waits until the talk has gone on, and says where it stands. The first time it says so at once.
// The error is ErrEnded when the talk has ended, else ErrLost.
func (f *Follower) Next() (Told, error) {
	if !f.begun {
		f.begun = true
		return f.first, nil
	}
	for {
		m, err := f.read()
		if err != nil {
			f.Close()
			return Told{}, err
		}
		if m.Place != nil {
			return Told{m.Story, model.Place(*m.Place)}, nil
		}
	}
}

// read is the next message.
func (f *Follower) read() (told, error) {
	if !f.lines.Scan() {
		return told{}, ErrLost
	}
	m, err := read[told](f.lines.Bytes())
	switch {
	case err != nil:
		return told{}, ErrLost
	case m.Ended:
		return told{}, ErrEnded
	}
	return m, nil
}

// Drive asks the talk to do something. It waits for nothing; what the talk cannot be asked for is left out.
func (f *Follower) Drive(a model.Action) {
	if o, ok := orderOf(a); ok {
		select {
		case f.orders <- o:
		default: // the talk does not keep up
		}
	}
}

// write sends what the talk is asked for.
func (f *Follower) write() {
	for {
		select {
		case <-f.ended:
			return
		case o := <-f.orders:
			_ = f.conn.SetWriteDeadline(time.Now().Add(writeTime))
			if _, err := f.conn.Write(written(o)); err != nil {
				return
			}
		}
	}
}

// Close hangs up.
func (f *Follower) Close() {
	f.once.Do(func() {
		close(f.ended)
		_ = f.conn.Close()
	})
}
