package pdfium

// A function is one that PDFium exports.
type function uint8

// The functions in use. Those of PDFium are described in its public headers:
// fpdfview.h, fpdf_text.h, fpdf_edit.h, fpdf_transformpage.h, fpdf_annot.h and
// fpdf_flatten.h.
const (
	malloc function = iota
	free

	loadDocument
	closeDocument
	lastError
	pageCount
	loadPage
	closePage
	pageBounds
	pageRotation
	pageWidth

	annotationCount
	annotation
	annotationKind
	closeAnnotation
	removeAnnotation
	flatten

	loadText
	closeText
	charCount
	charUnicode
	charGenerated
	charHyphen
	charUnmapped
	charObject
	charOrigin
	charLooseBox
	charTightBox
	charMatrix
	charFontSize
	textRenderMode
	textFont
	fontWidth

	objectCount
	object
	objectKind
	objectMatrix
	setMatrix
	objectBounds
	objectClip
	formCount
	formObject
	fillColor
	strokeColor
	strokeWidth
	lineCap
	drawMode
	pathLength
	pathSegment
	segmentPoint
	segmentKind
	segmentCloses
	clipPaths
	clipLength
	clipSegment
	imageSize
	imageBitmap
	imageDecoded

	newBitmap
	fillBitmap
	bitmapBuffer
	bitmapStride
	bitmapFormat
	closeBitmap
	renderPage

	functions // how many there are
)

var names = [functions]string{
	malloc: "malloc",
	free:   "free",

	loadDocument:  "FPDF_LoadMemDocument64",
	closeDocument: "FPDF_CloseDocument",
	lastError:     "FPDF_GetLastError",
	pageCount:     "FPDF_GetPageCount",
	loadPage:      "FPDF_LoadPage",
	closePage:     "FPDF_ClosePage",
	pageBounds:    "FPDF_GetPageBoundingBox",
	pageRotation:  "FPDFPage_GetRotation",
	pageWidth:     "FPDF_GetPageWidthF",

	annotationCount:  "FPDFPage_GetAnnotCount",
	annotation:       "FPDFPage_GetAnnot",
	annotationKind:   "FPDFAnnot_GetSubtype",
	closeAnnotation:  "FPDFPage_CloseAnnot",
	removeAnnotation: "FPDFPage_RemoveAnnot",
	flatten:          "FPDFPage_Flatten",

	loadText:       "FPDFText_LoadPage",
	closeText:      "FPDFText_ClosePage",
	charCount:      "FPDFText_CountChars",
	charUnicode:    "FPDFText_GetUnicode",
	charGenerated:  "FPDFText_IsGenerated",
	charHyphen:     "FPDFText_IsHyphen",
	charUnmapped:   "FPDFText_HasUnicodeMapError",
	charObject:     "FPDFText_GetTextObject",
	charOrigin:     "FPDFText_GetCharOrigin",
	charLooseBox:   "FPDFText_GetLooseCharBox",
	charTightBox:   "FPDFText_GetCharBox",
	charMatrix:     "FPDFText_GetMatrix",
	charFontSize:   "FPDFText_GetFontSize",
	textRenderMode: "FPDFTextObj_GetTextRenderMode",
	textFont:       "FPDFTextObj_GetFont",
	fontWidth:      "FPDFFont_GetGlyphWidth",

	objectCount:   "FPDFPage_CountObjects",
	object:        "FPDFPage_GetObject",
	objectKind:    "FPDFPageObj_GetType",
	objectMatrix:  "FPDFPageObj_GetMatrix",
	setMatrix:     "FPDFPageObj_SetMatrix",
	objectBounds:  "FPDFPageObj_GetBounds",
	objectClip:    "FPDFPageObj_GetClipPath",
	formCount:     "FPDFFormObj_CountObjects",
	formObject:    "FPDFFormObj_GetObject",
	fillColor:     "FPDFPageObj_GetFillColor",
	strokeColor:   "FPDFPageObj_GetStrokeColor",
	strokeWidth:   "FPDFPageObj_GetStrokeWidth",
	lineCap:       "FPDFPageObj_GetLineCap",
	drawMode:      "FPDFPath_GetDrawMode",
	pathLength:    "FPDFPath_CountSegments",
	pathSegment:   "FPDFPath_GetPathSegment",
	segmentPoint:  "FPDFPathSegment_GetPoint",
	segmentKind:   "FPDFPathSegment_GetType",
	segmentCloses: "FPDFPathSegment_GetClose",
	clipPaths:     "FPDFClipPath_CountPaths",
	clipLength:    "FPDFClipPath_CountPathSegments",
	clipSegment:   "FPDFClipPath_GetPathSegment",
	imageSize:     "FPDFImageObj_GetImagePixelSize",
	imageBitmap:   "FPDFImageObj_GetRenderedBitmap",
	imageDecoded:  "FPDFImageObj_GetBitmap",

	newBitmap:    "FPDFBitmap_CreateEx",
	fillBitmap:   "FPDFBitmap_FillRect",
	bitmapBuffer: "FPDFBitmap_GetBuffer",
	bitmapStride: "FPDFBitmap_GetStride",
	bitmapFormat: "FPDFBitmap_GetFormat",
	closeBitmap:  "FPDFBitmap_Destroy",
	renderPage:   "FPDF_RenderPageBitmap",
}
