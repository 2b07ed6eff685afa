package talkline

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"daylight/model"
)

// Presenter is the end of the line at which the talk is told.
type Presenter struct {
	room     *room
	listener *net.UnixListener
	orders   chan model.Action
	ended    chan struct{} // closed at the end
	working  sync.WaitGroup

	mu        sync.Mutex
	over      bool
	story     Story
	editions  int // of the story; 0 before there is one
	place     model.Place
	callers   map[*net.UnixConn]bool
	followers map[*follower]bool
	fault     error
}

// follower is one of those whom a presenter tells.
type follower struct {
	conn     *net.UnixConn
	bell     chan struct{} // something has changed
	gone     chan struct{} // closed when it hung up
	editions int           // which one it was told last
}

// Present opens the line of a talk in the first of some folders that can be used. Nobody can follow before it
// is told of a story. Where a talk runs in one of the folders already, the error is ErrTaken.
func Present(folders []string) (*Presenter, error) {
	var wrong error
	for _, folder := range folders {
		r, err := enter(folder)
		if err == nil {
			var l *net.UnixListener
			if l, err = r.listen(); err == nil {
				p := &Presenter{
					room: r, listener: l, orders: make(chan model.Action, maxOrders), ended: make(chan struct{}),
					callers: map[*net.UnixConn]bool{}, followers: map[*follower]bool{},
				}
				p.spawn(p.accept, nil)
				return p, nil
			}
			r.leave()
		}
		if errors.Is(err, ErrTaken) || errors.Is(err, ErrAbsent) {
			return nil, err
		}
		wrong = errors.Join(wrong, err)
	}
	return nil, wrong
}

// Tell says where the talk stands. It waits for nobody.
func (p *Presenter) Tell(s Story, at model.Place) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.editions > 0 && p.story == s && p.place == at {
		return
	}
	if p.editions == 0 || p.story != s {
		p.story = s
		p.editions++
	}
	p.place = at
	for f := range p.followers {
		select {
		case f.bell <- struct{}{}:
		default: // it rings already
		}
	}
}

// Next waits for an action that a follower asks for; false at the end.
func (p *Presenter) Next() (model.Action, bool) {
	select {
	case a := <-p.orders:
		return a, true
	case <-p.ended:
		return nil, false
	}
}

// Close ends the line: it tells the followers so, and takes the socket away. The error is a fault of the
// line that nobody was told of before.
func (p *Presenter) Close() error {
	p.mu.Lock()
	if p.over {
		p.mu.Unlock()
		return nil
	}
	p.over = true
	close(p.ended)
	_ = p.listener.Close()
	for conn := range p.callers {
		_ = conn.Close()
	}
	for f := range p.followers {
		_ = f.conn.SetWriteDeadline(time.Now().Add(endTime))
	}
	p.mu.Unlock()
	p.working.Wait()
	p.room.leave()
	return p.fault
}

// spawn does something on its own, and closes a connection behind it.
func (p *Presenter) spawn(do func(), conn *net.UnixConn) {
	p.working.Add(1)
	go func() {
		defer func() {
			if fault := recover(); fault != nil {
				p.mu.Lock()
				p.fault = fmt.Errorf("a fault in the line to the notes: %v", fault)
				p.mu.Unlock()
			}
			if conn != nil {
				_ = conn.Close()
			}
			p.working.Done()
		}()
		do()
	}()
}

// accept takes connections until the end.
func (p *Presenter) accept() {
	for {
		conn, err := p.listener.AcceptUnix()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil: // as when too many files are open
			select {
			case <-p.ended:
				return
			case <-time.After(greetTime):
			}
		case !isOurs(conn) || !p.received(conn):
			_ = conn.Close()
		default:
			p.spawn(func() { p.converse(conn) }, conn)
		}
	}
}

// received says whether there is room for one more caller.
func (p *Presenter) received(conn *net.UnixConn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.over || len(p.callers) >= maxCallers {
		return false
	}
	p.callers[conn] = true
	return true
}

// converse hears what a connection says, from its greeting until it hangs up.
func (p *Presenter) converse(conn *net.UnixConn) {
	lines := bufio.NewScanner(conn)
	lines.Buffer(make([]byte, 0, maxOrder/4), maxOrder)
	f, refused := p.greeted(conn, lines)
	if refused != "" {
		_ = conn.SetWriteDeadline(time.Now().Add(endTime))
		_, _ = conn.Write(written(told{Refused: refused}))
	}
	if f == nil {
		return
	}
	p.spawn(func() { p.write(f) }, conn)
	defer p.hungUp(f)
	var pace pace
	for lines.Scan() {
		o, err := read[order](lines.Bytes())
		if err != nil || !pace.allows(time.Now()) {
			return
		}
		if a, known := o.action(); known {
			select {
			case p.orders <- a:
			default: // the talk does not keep up
			}
		}
	}
}

// greeted waits for the greeting of a caller, who becomes a follower. Refused is why not, where it is to be said.
func (p *Presenter) greeted(conn *net.UnixConn, lines *bufio.Scanner) (f *follower, refused string) {
	_ = conn.SetReadDeadline(time.Now().Add(greetTime))
	heard := lines.Scan()
	_ = conn.SetReadDeadline(time.Time{})
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.callers, conn)
	if !heard || p.over {
		return nil, ""
	}
	o, err := read[order](lines.Bytes())
	switch {
	case err != nil || o.Follow == 0:
		return nil, ""
	case o.Follow != Version:
		return nil, "version"
	case p.editions == 0:
		return nil, "unbegun"
	case len(p.followers) >= maxFollowers:
		return nil, "full"
	}
	f = &follower{conn: conn, bell: make(chan struct{}, 1), gone: make(chan struct{})}
	p.followers[f] = true
	return f, ""
}

// hungUp forgets a follower.
func (p *Presenter) hungUp(f *follower) {
	close(f.gone)
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.followers, f)
}

// write tells a follower the latest, until it has gone, does not read, or all is over.
func (p *Presenter) write(f *follower) {
	for {
		m, over := p.news(f)
		if _, err := f.conn.Write(written(m)); err != nil || over {
			return
		}
		select {
		case <-f.bell:
		case <-p.ended:
		case <-f.gone:
			return
		}
	}
}

// news is what a follower does not know yet, and until when it has to have read it.
func (p *Presenter) news(f *follower) (m told, over bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.over {
		_ = f.conn.SetWriteDeadline(time.Now().Add(endTime))
		return told{Ended: true}, true
	}
	_ = f.conn.SetWriteDeadline(time.Now().Add(writeTime))
	if f.editions == 0 {
		m.Talk = Version
	}
	if f.editions != p.editions {
		story := p.story
		m.Story, f.editions = &story, p.editions
	}
	at := place(p.place)
	m.Place = &at
	return m, false
}

// pace counts the lines of a second.
type pace struct {
	since time.Time
	lines int
}

// allows counts a line, and says whether it is not one too many.
func (p *pace) allows(now time.Time) bool {
	if now.Sub(p.since) >= time.Second {
		p.since, p.lines = now, 0
	}
	p.lines++
	return p.lines <= maxPace
}
