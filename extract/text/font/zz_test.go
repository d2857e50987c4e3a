package font
import ("testing";"os";"time";"runtime/debug";"runtime/pprof";"fmt")
var _ = debug.Stack
func FuzzZZ(f *testing.F) {
	f.Add(sfnt("true", "cmap", cmapTable(3, 1, format4), "post", be(uint32(0x00020000), make([]byte, 28), 1, 258, "\x01A")))
	f.Add(sfnt("true", "cmap", cmapTable(3, 0, format12)))
	f.Add(sfnt("OTTO", "CFF ", smallCFF(nil)))
	f.Add(smallCFF([]string{"Adobe", "GB1"}))
	f.Add([]byte("%!PS\n/Encoding 256 array dup 8#101 /A put readonly def"))
	f.Fuzz(func(t *testing.T, b []byte) {
		c := append([]byte(nil), b...)
		tm := time.AfterFunc(2*time.Second, func(){ os.WriteFile(fmt.Sprintf("/tmp/font/hang-%d",os.Getpid()), c, 0o644); o,_:=os.Create(fmt.Sprintf("/tmp/font/stack-%d",os.Getpid())); pprof.Lookup("goroutine").WriteTo(o,2); o.Close() })
		defer tm.Stop()
		p := parseProgram(b)
		if p == nil { return }
		for code := range 256 { p.charText(byte(code)) }
		p.nameText("A")
		for _, glyph := range []uint32{0, 1, 0xFFFF, 0xFFFFFFFF} { p.glyphText(glyph) }
	})
}
