// A PNG made smaller: rows without prediction, packed tightly, which suits pages of flat colours. Eight bits, RGB or RGBA, not interlaced.
import { deflateSync, inflateSync } from "node:zlib";

/** The checksum of a chunk (PNG specification, 5.5). */
function crc32(bytes) {
    let crc = ~0;
    for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    return ~crc >>> 0;
}

function chunksOf(png) {
    const chunks = [];
    for (let at = 8; at < png.length;) {
        const length = png.readUInt32BE(at);
        chunks.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
        at += 12 + length;
    }
    return chunks;
}

function chunk(type, data) {
    const named = Buffer.concat([Buffer.from(type, "latin1"), data]), whole = Buffer.alloc(named.length + 8);
    whole.writeUInt32BE(data.length, 0);
    named.copy(whole, 4);
    whole.writeUInt32BE(crc32(named), named.length + 4);
    return whole;
}

/** What a filter predicts from the bytes to the left, above, and above left (PNG specification, 9.2). */
function predicted(filter, left, above, corner) {
    switch (filter) {
    case 1: return left;
    case 2: return above;
    case 3: return (left + above) >> 1;
    case 4: {
        const guess = left + above - corner, a = Math.abs(guess - left), b = Math.abs(guess - above), c = Math.abs(guess - corner);
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }
    default: return 0;
    }
}

/** Takes the prediction out of each row, in place: its first byte, the filter, becomes 0. */
function unfilter(rows, width, bytes) {
    const stride = width * bytes + 1;
    for (let start = 0; start < rows.length; start += stride) {
        const filter = rows[start];
        rows[start] = 0;
        for (let i = 1; i < stride; i++) {
            const left = i > bytes ? rows[start + i - bytes] : 0, above = start > 0 ? rows[start + i - stride] : 0;
            const corner = i > bytes && start > 0 ? rows[start + i - stride - bytes] : 0;
            rows[start + i] = (rows[start + i] + predicted(filter, left, above, corner)) & 255;
        }
    }
}

export function smaller(png) {
    const chunks = chunksOf(png), header = chunks.find(({ type }) => type === "IHDR").data;
    const bytes = { 2: 3, 6: 4 }[header[9]];
    if (header[8] !== 8 || !bytes || header[12] !== 0) return png;
    const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data)));
    unfilter(rows, header.readUInt32BE(0), bytes);
    const packed = Buffer.concat([png.subarray(0, 8), chunk("IHDR", header), chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })), chunk("IEND", Buffer.alloc(0))]);
    return packed.length < png.length ? packed : png;
}
