//go:build unix && !aix && !solaris

package talkline

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"daylight/model"
)

// connect opens a connection that keeps to no rules.
func connect(t testing.TB, folder string) *net.UnixConn {
	t.Helper()
	var conn *net.UnixConn
	eventually(t, "the talk takes a connection", func() bool { // of very many the system holds back some
		var err error
		conn, err = net.DialUnix("unix", nil, address(folder))
		return err == nil
	})
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	return conn
}

// hangsUp waits until a connection is closed at the other end. What it was told before does not matter.
func hangsUp(t testing.TB, conn *net.UnixConn) {
	t.Helper()
	buf := make([]byte, 1<<16)
	for {
		if _, err := conn.Read(buf); err != nil {
			if wait, ok := err.(net.Error); ok && wait.Timeout() {
				t.Error("the connection stays open")
			}
			return
		}
	}
}

const greeting = `{"follow":1}` + "\n"

func TestWhatIsNoMessageEndsItsConnectionOnly(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	f := attend(t, at)
	garbage := map[string]string{
		"noise":                   "\x00\xff\x1b[2J\n",
		"an empty line":           "\n",
		"a word":                  "next\n",
		"a list":                  "[]\n",
		"null":                    "null\n",
		"half an object":          "{\"do\":\n",
		"a number for a name":     "{\"do\":1}\n",
		"a number beyond all":     "{\"do\":\"slide\",\"slide\":99999999999999999999}\n",
		"a fraction":              "{\"do\":\"slide\",\"slide\":1.5}\n",
		"two objects":             "{\"do\":\"next\"}{\"do\":\"next\"}\n",
		"a deep one":              strings.Repeat("[", 1000) + "\n",
		"a long line":             "{\"do\":\"" + strings.Repeat("a", maxOrder) + "\"}\n",
		"a request of a browser":  "GET / HTTP/1.1\r\n",
		"a line without its end ": strings.Repeat("{", 2*maxOrder),
	}
	for name, text := range garbage {
		for _, before := range []string{"", greeting} {
			conn := connect(t, at)
			_, _ = conn.Write([]byte(before + text))
			hangsUp(t, conn)
			_ = conn.Close()
		}
		driven(t, p, f)
		if t.Failed() {
			t.Fatalf("after %s", name)
		}
	}
	select {
	case a := <-p.orders:
		t.Errorf("garbage was carried out: %#v", a)
	default:
	}
}

// What is not known may come from a later daylight.
func TestMessagesThatAreNotKnownArePassedOver(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	conn := connect(t, at)
	_, _ = conn.Write([]byte(`{"follow":1,"colour":"red"}` + "\n" + `{}` + "\n" + `{"do":"quit"}` + "\n" + `{"do":"slide","slide":-1}` + "\n" +
		`{"say":"hello"}` + "\n" + `{"follow":7}` + "\n" + `{"do":"blank","loud":true}` + "\n"))
	if got := asked(t, p); got != (model.ToggleBlank{}) {
		t.Errorf("the first that is known arrives as %#v", got)
	}
}

func TestALineWithoutEndIsNotKept(t *testing.T) {
	t.Parallel()
	at := folder(t)
	p := present(t, at)
	f := attend(t, at)
	conn := connect(t, at)
	piece := bytes.Repeat([]byte("x"), 1<<20)
	sent := 0
	for range 100 {
		n, err := conn.Write(piece)
		if sent += n; err != nil {
			break
		}
	}
	if sent > 10<<20 {
		t.Errorf("the talk has read %d bytes of a line", sent)
	}
	driven(t, p, f)
}

func TestAFloodEndsItsConnectionOnly(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	f := attend(t, at)
	conn := connect(t, at)
	_, _ = conn.Write([]byte(greeting))
	flood := []byte(strings.Repeat(`{"do":"next"}`+"\n", 1000))
	inTime(t, "the flood to end", func() bool {
		for {
			if _, err := conn.Write(flood); err != nil {
				return true
			}
		}
	})
	eventually(t, "what came of it is carried out", func() bool {
		for {
			select {
			case <-p.orders:
			default:
				p.mu.Lock()
				defer p.mu.Unlock()
				return len(p.followers) == 1
			}
		}
	})
	driven(t, p, f)
}

func TestAThousandConnectionsLeaveTheTalkInPeace(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	f := attend(t, at)
	before := runtime.NumGoroutine()
	var all []*net.UnixConn
	for i := range 1000 {
		conn := connect(t, at)
		if i%2 == 0 {
			_, _ = conn.Write([]byte(greeting))
		}
		all = append(all, conn)
	}
	if now := runtime.NumGoroutine(); now > before+3*(maxCallers+maxFollowers) {
		t.Errorf("%d goroutines are at work", now)
	}
	driven(t, p, f)
	p.Tell(aStory, model.Place{Slide: 7})
	hearsPlace(t, f, model.Place{Slide: 7})
	for _, conn := range all {
		_ = conn.Close()
	}
	eventually(t, "another can follow", func() bool {
		f, err := Follow([]string{at})
		if err == nil {
			f.Close()
		}
		return err == nil
	})
}

func TestHalfAGreetingIsNotWaitedForForLong(t *testing.T) {
	t.Parallel()
	at := folder(t)
	present(t, at)
	for _, text := range []string{"", `{"fol`} {
		conn := connect(t, at)
		_, _ = conn.Write([]byte(text))
		hangsUp(t, conn)
	}
}

func TestHalfAMessageKeepsNobodyWaiting(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	conn := connect(t, at)
	_, _ = conn.Write([]byte(greeting + `{"do":"ne`))
	f := attend(t, at)
	driven(t, p, f)
	if err := inTime(t, "the end", p.Close); err != nil {
		t.Error(err)
	}
	hangsUp(t, conn)
}

func TestTheEndDoesNotWaitForThoseWhoDoNotRead(t *testing.T) {
	t.Parallel()
	at := folder(t)
	p := present(t, at)
	attend(t, at) // and reads nothing more
	connect(t, at)
	for i := range 8 {
		p.Tell(Story{"long", strings.Repeat("long ", 100_000+i)}, model.Place{Slide: i})
	}
	if err := inTime(t, "the end", p.Close); err != nil {
		t.Error(err)
	}
}

func TestAnotherVersionIsToldSo(t *testing.T) {
	at := folder(t)
	present(t, at)
	conn := connect(t, at)
	_, _ = conn.Write([]byte(`{"follow":2}` + "\n"))
	line := make([]byte, 100)
	n, _ := conn.Read(line)
	if got := string(line[:n]); got != `{"refused":"version"}`+"\n" {
		t.Errorf("another version hears %q", got)
	}
	hangsUp(t, conn)
}

// impostor answers the first that connects to a folder with some lines.
func impostor(t *testing.T, folder, answer string) {
	t.Helper()
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	l, err := net.ListenUnix("unix", address(folder))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		conn, err := l.AcceptUnix()
		if err != nil {
			return
		}
		_, _ = conn.Read(make([]byte, len(greeting)))
		_, _ = conn.Write([]byte(answer))
		_ = conn.Close()
	}()
}

func TestAFollowerIsToldWhatIsWrongWithATalk(t *testing.T) {
	hello := string(written(told{Talk: Version, Story: &aStory, Place: &place{}}))
	for answer, want := range map[string]error{
		"":                          ErrSilent,
		"garbage\n":                 ErrSilent,
		"{}\n":                      ErrVersion,
		`{"talk":1}` + "\n":         ErrSilent,
		`{"talk":9}` + "\n":         ErrVersion,
		`{"refused":"full"}` + "\n": ErrFull,
		`{"refused":"it"}` + "\n":   ErrVersion,
		`{"ended":true}` + "\n":     ErrEnded,
	} {
		at := folder(t)
		impostor(t, at, answer)
		if _, err := Follow([]string{at}); !errors.Is(err, want) {
			t.Errorf("after %q a follower hears %v, not %v", answer, err, want)
		}
	}
	for rest, want := range map[string]error{
		"":                                    ErrLost,
		"garbage\n":                           ErrLost,
		`{"place":[]}` + "\n":                 ErrLost,
		`{"mood":"good"}` + "\n":              ErrLost, // passed over, and then nothing comes
		`{"ended":true}` + "\n":               ErrEnded,
		strings.Repeat("x", maxTold+1) + "\n": ErrLost,
	} {
		at := folder(t)
		impostor(t, at, hello+rest)
		f := attend(t, at)
		if _, err := next(t, f); !errors.Is(err, want) {
			t.Errorf("after %.20q a follower hears %v, not %v", rest, err, want)
		}
	}
}

func TestWhoDoesNotAnswerIsNotWaitedForForLong(t *testing.T) {
	t.Parallel()
	at := folder(t)
	if err := os.Mkdir(at, 0o700); err != nil {
		t.Fatal(err)
	}
	l, err := net.ListenUnix("unix", address(at)) // as of a program that is stopped
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	if _, err := Follow([]string{at}); !errors.Is(err, ErrSilent) {
		t.Errorf("a follower hears %v", err)
	}
	if _, err := Present([]string{at}); !errors.Is(err, ErrTaken) {
		t.Errorf("a presenter in its place hears %v", err)
	}
}

func TestASecondTalkIsToldOfTheFirst(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	if _, err := Present([]string{at}); !errors.Is(err, ErrTaken) {
		t.Errorf("a second talk hears %v", err)
	}
	driven(t, p, attend(t, at)) // the first goes on
}

// stays checks that what stood at a path is still there.
func stays(t *testing.T, path string, before os.FileInfo) {
	t.Helper()
	if after, err := os.Lstat(path); err != nil || !os.SameFile(before, after) || before.Mode() != after.Mode() {
		t.Errorf("%s is not as it was: %v, %v", path, after, err)
	}
}

func TestNothingButASocketIsReplaced(t *testing.T) {
	for name, make := range map[string]func(path string) error{
		"a file":        func(path string) error { return os.WriteFile(path, []byte("mine"), 0o600) },
		"a folder":      func(path string) error { return os.Mkdir(path, 0o700) },
		"a link":        func(path string) error { return os.Symlink("/dev/null", path) },
		"a link astray": func(path string) error { return os.Symlink("nowhere", path) },
		"a link to a socket": func(path string) error {
			l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path + "2", Net: "unix"})
			if err != nil {
				return err
			}
			l.SetUnlinkOnClose(false)
			return errors.Join(l.Close(), os.Symlink("talk2", path))
		},
	} {
		at := folder(t)
		socket := filepath.Join(at, socketName)
		if err := errors.Join(os.Mkdir(at, 0o700), make(socket)); err != nil {
			t.Fatal(err)
		}
		before, err := os.Lstat(socket)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := Present([]string{at}); err == nil || !strings.Contains(err.Error(), socket) {
			t.Errorf("over %s a talk begins: %v, %v", name, p, err)
		}
		if _, err := Follow([]string{at}); err == nil || errors.Is(err, ErrNobody) {
			t.Errorf("at %s a follower hears %v", name, err)
		}
		stays(t, socket, before)
	}
}

func TestAFolderThatOthersReachIsNotUsed(t *testing.T) {
	for name, make := range map[string]func(path string) error{
		"open to be read": func(path string) error { return errors.Join(os.Mkdir(path, 0o700), os.Chmod(path, 0o755)) },
		"open to a group": func(path string) error { return errors.Join(os.Mkdir(path, 0o700), os.Chmod(path, 0o710)) },
		"a file":          func(path string) error { return os.WriteFile(path, nil, 0o600) },
		"a link":          func(path string) error { return errors.Join(os.Mkdir(path+"2", 0o700), os.Symlink(path+"2", path)) },
		"a link astray":   func(path string) error { return os.Symlink("nowhere", path) },
		"in a folder of all": func(path string) error {
			return errors.Join(os.Chmod(filepath.Dir(path), 0o777), os.Mkdir(path, 0o700))
		},
	} {
		at := folder(t)
		if err := make(at); err != nil {
			t.Fatal(err)
		}
		before, err := os.Lstat(at)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := Present([]string{at}); err == nil || !strings.Contains(err.Error(), at) {
			t.Errorf("a talk begins in a folder that is %s: %v, %v", name, p, err)
		}
		if _, err := Follow([]string{at}); err == nil || errors.Is(err, ErrNobody) {
			t.Errorf("with a folder that is %s a follower hears %v", name, err)
		}
		stays(t, at, before)
	}
}

func TestTheSocketIsForItsOwnerAlone(t *testing.T) {
	at := folder(t)
	present(t, at)
	for path, want := range map[string]os.FileMode{at: os.ModeDir | 0o700, filepath.Join(at, socketName): os.ModeSocket | 0o600} {
		if info, err := os.Lstat(path); err != nil || info.Mode() != want {
			t.Errorf("%s has the mode %v, not %v (%v)", path, info.Mode(), want, err)
		}
	}
}

// Whatever lies at its place when the talk ends, only its own socket goes.
func TestAtTheEndNothingOfOthersGoes(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	socket := filepath.Join(at, socketName)
	if err := errors.Join(os.Remove(socket), os.WriteFile(socket, []byte("mine"), 0o600)); err != nil {
		t.Fatal(err)
	}
	before, _ := os.Lstat(socket)
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	stays(t, socket, before)
}

// role says what this program is when a test runs it again, to be killed.
const role = "TALKLINE_ROLE"

func TestMain(m *testing.M) {
	at := []string{os.Getenv("TALKLINE_FOLDER")}
	switch os.Getenv(role) {
	case "presenter":
		p, err := Present(at)
		if err == nil {
			p.Tell(aStory, model.Place{})
		}
		fmt.Println("begun", err)
		for p != nil {
			p.Next()
		}
	case "follower":
		f, err := Follow(at)
		fmt.Println("begun", err)
		for err == nil {
			_, err = f.Next()
		}
	default:
		os.Exit(m.Run())
	}
}

// another runs this program in a role, until it is killed.
func another(t *testing.T, folder, as string) (kill func()) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), role+"="+as, "TALKLINE_FOLDER="+folder)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	killed := false
	kill = func() {
		if !killed {
			killed = true
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
	}
	t.Cleanup(kill)
	said := make([]byte, 100)
	n, _ := out.Read(said)
	if string(said[:n]) != "begun <nil>\n" {
		t.Fatalf("the %s says %q", as, said[:n])
	}
	return kill
}

func TestWhatAKilledTalkLeavesIsReplaced(t *testing.T) {
	at := folder(t)
	kill := another(t, at, "presenter")
	if _, err := Present([]string{at}); !errors.Is(err, ErrTaken) {
		t.Errorf("beside a talk a second hears %v", err)
	}
	f := attend(t, at)
	kill()
	if _, err := next(t, f); !errors.Is(err, ErrLost) {
		t.Errorf("of a talk that was killed a follower hears %v", err)
	}
	if _, err := os.Lstat(filepath.Join(at, socketName)); err != nil {
		t.Fatalf("it has left nothing to replace: %v", err)
	}
	if _, err := Follow([]string{at}); !errors.Is(err, ErrNobody) {
		t.Errorf("at what is left a follower hears %v", err)
	}
	driven(t, present(t, at), attend(t, at))
}

func TestAKilledFollowerIsForgotten(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	kill := another(t, at, "follower")
	followers := func() int {
		p.mu.Lock()
		defer p.mu.Unlock()
		return len(p.followers)
	}
	if followers() != 1 {
		t.Fatal("nobody follows")
	}
	kill()
	eventually(t, "it is forgotten", func() bool { return followers() == 0 })
	p.Tell(aStory, model.Place{Slide: 1})
	driven(t, p, attend(t, at))
}

// Of many that begin at once over what a killed one has left, one gets the line.
func TestOfManyTalksAtOnceOneIsFollowed(t *testing.T) {
	at := folder(t)
	for range 20 {
		another(t, at, "presenter")()
		type begun struct {
			p   *Presenter
			err error
		}
		all := make(chan begun)
		for range 8 {
			go func() {
				p, err := Present([]string{at})
				all <- begun{p, err}
			}()
		}
		var won *Presenter
		for range 8 {
			switch b := <-all; {
			case b.err == nil && won == nil:
				won = b.p
			case b.err == nil:
				t.Error("two talks have the line")
				_ = b.p.Close()
			case !errors.Is(b.err, ErrTaken):
				t.Errorf("one hears %v", b.err)
			}
		}
		if won == nil {
			t.Fatal("no talk has the line")
		}
		won.Tell(aStory, model.Place{})
		f := attend(t, at)
		driven(t, won, f)
		f.Close()
		if err := won.Close(); err != nil {
			t.Error(err)
		}
	}
}

func FuzzOrder(f *testing.F) {
	for _, seed := range []string{greeting, `{"do":"next"}`, `{"do":"slide","slide":3}`, `null`, `{`, `{"do":"slide","slide":-1}`, "[]", ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		o, err := read[order](line)
		if err != nil {
			return
		}
		a, known := o.action()
		if !known {
			return
		}
		if to, ok := a.(model.GoToSlide); ok && to.Slide < 0 {
			t.Errorf("%q goes to the slide %d", line, to.Slide)
		}
		again, ok := orderOf(a)
		if back, _ := again.action(); !ok || back != a {
			t.Errorf("%q is %#v, and written again %#v", line, a, back)
		}
	})
}

func FuzzTold(f *testing.F) {
	f.Add(written(told{Talk: Version, Story: &aStory, Place: &place{Slide: 3, Running: true}}))
	f.Add([]byte(`{"ended":true}`))
	f.Add([]byte(`{"place":{"slide":-9}}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		m, err := read[told](line)
		if err != nil {
			return
		}
		line = written(m)
		if bytes.IndexByte(line, '\n') != len(line)-1 {
			t.Errorf("a message takes more than a line: %q", line)
		}
		again, err := read[told](line)
		if err != nil || !bytes.Equal(written(again), line) {
			t.Errorf("%q is read as %v, %v", line, again, err)
		}
	})
}
