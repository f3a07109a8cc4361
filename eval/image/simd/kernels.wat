;; Inner loops of resizing, 4 to 16 values at a time: four times as fast as the same loops in JavaScript, with the same
;; whole numbers. Sums are of 32 bits; what a pointer reaches beyond its row is multiplied by 0 or overwritten.
(module
  (memory (export "memory") 16)

  ;; A row of an RGB picture across. For each of $count pixels: $taps pixels from $row + first[x], each times its weight.
  (func (export "acrossColour")
    (param $row i32) (param $first i32) (param $weights i32) (param $taps i32) (param $count i32) (param $to i32)
    (local $from i32) (local $left i32) (local $sum v128)
    (loop $pixels
      (local.set $from (i32.add (local.get $row) (i32.load (local.get $first))))
      (local.set $sum (i32x4.splat (i32.const 0x200000)))
      (local.set $left (local.get $taps))
      (loop $sums
        (local.set $sum
          (i32x4.add (local.get $sum)
            (i32x4.mul (v128.load32_splat (local.get $weights))
              (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u (v128.load32_zero (local.get $from)))))))
        (local.set $from (i32.add (local.get $from) (i32.const 3)))
        (local.set $weights (i32.add (local.get $weights) (i32.const 4)))
        (br_if $sums (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
      (local.set $sum (i32x4.shr_s (local.get $sum) (i32.const 22)))
      (local.set $sum (i16x8.narrow_i32x4_s (local.get $sum) (local.get $sum)))
      (v128.store32_lane 0 (local.get $to) (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
      (local.set $to (i32.add (local.get $to) (i32.const 3)))
      (local.set $first (i32.add (local.get $first) (i32.const 4)))
      (br_if $pixels (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))

  ;; The same of a grey picture, four taps at a time: $taps is a multiple of 4.
  (func (export "acrossGrey")
    (param $row i32) (param $first i32) (param $weights i32) (param $taps i32) (param $count i32) (param $to i32)
    (local $from i32) (local $left i32) (local $sum v128)
    (loop $pixels
      (local.set $from (i32.add (local.get $row) (i32.load (local.get $first))))
      (local.set $sum (v128.const i32x4 0x200000 0 0 0))
      (local.set $left (local.get $taps))
      (loop $sums
        (local.set $sum
          (i32x4.add (local.get $sum)
            (i32x4.mul (v128.load (local.get $weights))
              (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u (v128.load32_zero (local.get $from)))))))
        (local.set $from (i32.add (local.get $from) (i32.const 4)))
        (local.set $weights (i32.add (local.get $weights) (i32.const 16)))
        (br_if $sums (local.tee $left (i32.sub (local.get $left) (i32.const 4)))))
      (local.set $sum
        (i32x4.add (local.get $sum) (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $sum) (local.get $sum))))
      (local.set $sum
        (i32x4.add (local.get $sum) (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $sum) (local.get $sum))))
      (local.set $sum (i32x4.shr_s (local.get $sum) (i32.const 22)))
      (local.set $sum (i16x8.narrow_i32x4_s (local.get $sum) (local.get $sum)))
      (v128.store8_lane 0 (local.get $to) (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (local.set $first (i32.add (local.get $first) (i32.const 4)))
      (br_if $pixels (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))

  ;; A row of a picture down, from $taps rows of $stride bytes that begin at $from.
  (func (export "down")
    (param $from i32) (param $stride i32) (param $weights i32) (param $taps i32) (param $to i32)
    (local $x i32) (local $at i32) (local $weight i32) (local $left i32) (local $w v128) (local $low v128) (local $high v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $columns
      (local.set $a (i32x4.splat (i32.const 0x200000)))
      (local.set $b (local.get $a))
      (local.set $c (local.get $a))
      (local.set $d (local.get $a))
      (local.set $at (i32.add (local.get $from) (local.get $x)))
      (local.set $weight (local.get $weights))
      (local.set $left (local.get $taps))
      (loop $sums
        (local.set $w (v128.load32_splat (local.get $weight)))
        (local.set $high (v128.load (local.get $at)))
        (local.set $low (i16x8.extend_low_i8x16_u (local.get $high)))
        (local.set $high (i16x8.extend_high_i8x16_u (local.get $high)))
        (local.set $a (i32x4.add (local.get $a) (i32x4.mul (local.get $w) (i32x4.extend_low_i16x8_u (local.get $low)))))
        (local.set $b (i32x4.add (local.get $b) (i32x4.mul (local.get $w) (i32x4.extend_high_i16x8_u (local.get $low)))))
        (local.set $c (i32x4.add (local.get $c) (i32x4.mul (local.get $w) (i32x4.extend_low_i16x8_u (local.get $high)))))
        (local.set $d (i32x4.add (local.get $d) (i32x4.mul (local.get $w) (i32x4.extend_high_i16x8_u (local.get $high)))))
        (local.set $at (i32.add (local.get $at) (local.get $stride)))
        (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
        (br_if $sums (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
      (v128.store (i32.add (local.get $to) (local.get $x))
        (i8x16.narrow_i16x8_u
          (i16x8.narrow_i32x4_s (i32x4.shr_s (local.get $a) (i32.const 22)) (i32x4.shr_s (local.get $b) (i32.const 22)))
          (i16x8.narrow_i32x4_s (i32x4.shr_s (local.get $c) (i32.const 22)) (i32x4.shr_s (local.get $d) (i32.const 22)))))
      (br_if $columns (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 16))) (local.get $stride)))))

  ;; A row of an RGB picture between two neighbours: for each of $count pixels the sum of pixel first[x] and the next, each
  ;; times its weight of 11 bits (the two are in 32 bits, the first one in the lower half), without its last 4 bits. 16 bits
  ;; a value.
  (func (export "stretch") (param $row i32) (param $first i32) (param $weights i32) (param $count i32) (param $to i32)
    (local $x i32) (local $end i32) (local $sum v128)
    (local.set $end (i32.shl (local.get $count) (i32.const 2)))
    (loop $pixels
      (local.set $sum (v128.load64_zero (i32.add (local.get $row) (i32.load (i32.add (local.get $first) (local.get $x))))))
      (local.set $sum
        (i32x4.shr_u
          (i32x4.dot_i16x8_s
            (v128.load32_splat (i32.add (local.get $weights) (local.get $x)))
            (i16x8.extend_low_i8x16_u (i8x16.shuffle 0 3 1 4 2 5 8 8 8 8 8 8 8 8 8 8 (local.get $sum) (local.get $sum))))
          (i32.const 4)))
      (v128.store64_lane 0 (local.get $to) (i16x8.narrow_i32x4_u (local.get $sum) (local.get $sum)))
      (local.set $to (i32.add (local.get $to) (i32.const 6)))
      (br_if $pixels (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 4))) (local.get $end)))))

  ;; Two stretched rows to a row of the picture: each times its weight, upper 16 bits, then the sum rounded to 8 bits.
  (func (export "mix")
    (param $upper i32) (param $lower i32) (param $upperWeight i32) (param $lowerWeight i32) (param $count i32) (param $to i32)
    (local $x i32) (local $u v128) (local $l v128) (local $uw v128) (local $lw v128) (local $two v128)
    (local.set $uw (i32x4.splat (local.get $upperWeight)))
    (local.set $lw (i32x4.splat (local.get $lowerWeight)))
    (local.set $two (i32x4.splat (i32.const 2)))
    (loop $values
      (local.set $u (v128.load (local.get $upper)))
      (local.set $l (v128.load (local.get $lower)))
      (local.set $u
        (i16x8.narrow_i32x4_s
          (i32x4.shr_s
            (i32x4.add (local.get $two)
              (i32x4.add
                (i32x4.shr_s (i32x4.mul (local.get $uw) (i32x4.extend_low_i16x8_u (local.get $u))) (i32.const 16))
                (i32x4.shr_s (i32x4.mul (local.get $lw) (i32x4.extend_low_i16x8_u (local.get $l))) (i32.const 16))))
            (i32.const 2))
          (i32x4.shr_s
            (i32x4.add (local.get $two)
              (i32x4.add
                (i32x4.shr_s (i32x4.mul (local.get $uw) (i32x4.extend_high_i16x8_u (local.get $u))) (i32.const 16))
                (i32x4.shr_s (i32x4.mul (local.get $lw) (i32x4.extend_high_i16x8_u (local.get $l))) (i32.const 16))))
            (i32.const 2))))
      (v128.store64_lane 0 (i32.add (local.get $to) (local.get $x)) (i8x16.narrow_i16x8_u (local.get $u) (local.get $u)))
      (local.set $upper (i32.add (local.get $upper) (i32.const 16)))
      (local.set $lower (i32.add (local.get $lower) (i32.const 16)))
      (br_if $values (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 8))) (local.get $count)))))

  ;; $count pixels of an RGB picture to planes of 0 to 1.
  (func (export "planes") (param $from i32) (param $count i32) (param $red i32) (param $green i32) (param $blue i32)
    (local $x i32) (local $end i32) (local $pixels v128) (local $zero v128) (local $whole v128)
    (local.set $whole (f32x4.splat (f32.const 255)))
    (local.set $end (i32.shl (local.get $count) (i32.const 2)))
    (loop $fours
      (local.set $pixels (v128.load (local.get $from)))
      (v128.store (i32.add (local.get $red) (local.get $x))
        (f32x4.div (f32x4.convert_i32x4_u
          (i8x16.shuffle 0 16 16 16 3 16 16 16 6 16 16 16 9 16 16 16 (local.get $pixels) (local.get $zero))) (local.get $whole)))
      (v128.store (i32.add (local.get $green) (local.get $x))
        (f32x4.div (f32x4.convert_i32x4_u
          (i8x16.shuffle 1 16 16 16 4 16 16 16 7 16 16 16 10 16 16 16 (local.get $pixels) (local.get $zero))) (local.get $whole)))
      (v128.store (i32.add (local.get $blue) (local.get $x))
        (f32x4.div (f32x4.convert_i32x4_u
          (i8x16.shuffle 2 16 16 16 5 16 16 16 8 16 16 16 11 16 16 16 (local.get $pixels) (local.get $zero))) (local.get $whole)))
      (local.set $from (i32.add (local.get $from) (i32.const 12)))
      (br_if $fours (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 16))) (local.get $end)))))

  ;; A row of a plane between two neighbours: for each of $count values the sum of both, each times its share, of float32.
  (func (export "stretchPlane")
    (param $row i32) (param $first i32) (param $second i32) (param $share i32) (param $count i32) (param $to i32)
    (local $x i32) (local $end i32) (local $s f32)
    (local.set $end (i32.shl (local.get $count) (i32.const 2)))
    (loop $values
      (local.set $s (f32.load (i32.add (local.get $share) (local.get $x))))
      (f32.store (i32.add (local.get $to) (local.get $x))
        (f32.add
          (f32.mul (f32.load (i32.add (local.get $row) (i32.load (i32.add (local.get $first) (local.get $x)))))
            (f32.sub (f32.const 1) (local.get $s)))
          (f32.mul (f32.load (i32.add (local.get $row) (i32.load (i32.add (local.get $second) (local.get $x))))) (local.get $s))))
      (br_if $values (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 4))) (local.get $end)))))

  ;; Two rows of a plane to the one between: each times its share, float32.
  (func (export "mixPlane") (param $upper i32) (param $lower i32) (param $share f32) (param $count i32) (param $to i32)
    (local $x i32) (local $end i32) (local $s v128) (local $rest v128)
    (local.set $s (f32x4.splat (local.get $share)))
    (local.set $rest (f32x4.sub (f32x4.splat (f32.const 1)) (local.get $s)))
    (local.set $end (i32.shl (local.get $count) (i32.const 2)))
    (loop $values
      (v128.store (i32.add (local.get $to) (local.get $x))
        (f32x4.add
          (f32x4.mul (v128.load (i32.add (local.get $upper) (local.get $x))) (local.get $rest))
          (f32x4.mul (v128.load (i32.add (local.get $lower) (local.get $x))) (local.get $s))))
      (br_if $values (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 16))) (local.get $end)))))

  ;; The same, and of each value only whether it is greater than 0: bytes of 1 or 0.
  (func (export "signsPlane") (param $upper i32) (param $lower i32) (param $share f32) (param $count i32) (param $to i32)
    (local $x i32) (local $end i32) (local $s v128) (local $rest v128) (local $greater v128)
    (local.set $s (f32x4.splat (local.get $share)))
    (local.set $rest (f32x4.sub (f32x4.splat (f32.const 1)) (local.get $s)))
    (local.set $end (i32.shl (local.get $count) (i32.const 2)))
    (loop $values
      (local.set $greater
        (f32x4.gt
          (f32x4.add
            (f32x4.mul (v128.load (i32.add (local.get $upper) (local.get $x))) (local.get $rest))
            (f32x4.mul (v128.load (i32.add (local.get $lower) (local.get $x))) (local.get $s)))
          (v128.const f32x4 0 0 0 0)))
      (local.set $greater (v128.and (local.get $greater) (i32x4.splat (i32.const 1))))
      (local.set $greater (i16x8.narrow_i32x4_s (local.get $greater) (local.get $greater)))
      (v128.store32_lane 0 (local.get $to) (i8x16.narrow_i16x8_s (local.get $greater) (local.get $greater)))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (br_if $values (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 16))) (local.get $end))))))
