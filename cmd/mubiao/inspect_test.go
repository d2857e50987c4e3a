package main

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/extract"
)

func TestPointersAreOrderedByNumber(t *testing.T) {
	got := []string{"/indicators/10/op", "/goals/0/text", "/indicators/9/op", "/indicators/10"}
	slices.SortFunc(got, comparePointers)
	want := []string{"/goals/0/text", "/indicators/9/op", "/indicators/10", "/indicators/10/op"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestValuesAtOnePlaceShareALabel(t *testing.T) {
	cell := extract.Rect{X1: 100, Y1: 20}
	labels, doubts := pointerLabels([]sightedValue{
		{box: cell, pointer: "/indicators/0/target", doubts: []string{"warning a: b"}},
		{box: cell, pointer: "/indicators/0/op"},
		{box: cell, pointer: "/indicators/1/target", doubts: []string{"info c: d"}},
	})
	if diff := cmp.Diff([]string{"/indicators/0/target op +1"}, labels); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"warning a: b", "info c: d"}, doubts); diff != "" {
		t.Error(diff)
	}
}

func TestWhatXMLCannotHoldIsReplaced(t *testing.T) {
	if got, want := escapeXML("a<b>&\"\x00\uffff坝"), "a&lt;b&gt;&amp;&quot;\ufffd\ufffd坝"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
