//! The state of every area as a texture: one texel each, rewritten where it changed.

use web_sys::WebGl2RenderingContext as Gl;

use crate::GlError;
use crate::texture::Texture;

/// Texels in a row. Every WebGL2 driver takes textures of that width; the shaders know
/// the number too.
const ROW: usize = 2048;

/// Unchanged texels that are cheaper to write again than to skip with another call.
const GAP: usize = 512;

/// The texture, and what was written to it last.
#[derive(Debug, Default)]
pub(crate) struct Control {
    texture: Option<Texture>,
    texels: Vec<[u8; 4]>,
}

impl Control {
    /// Brings the texture to `texels`, with as little traffic as that takes.
    ///
    /// # Errors
    /// What [`Texture::new`] and [`Texture::write`] return.
    pub(crate) fn set(&mut self, gl: &Gl, texels: &[[u8; 4]]) -> Result<(), GlError> {
        if self.texture.is_none() || self.texels.len() != texels.len() {
            let rows = texels.len().div_ceil(ROW).max(1);
            let rows = i32::try_from(rows)
                .map_err(|_| GlError::TooMany { what: "areas", count: texels.len() })?;
            self.texture = Some(Texture::new(gl, ROW as i32, rows)?);
            self.texels.clear();
        }
        if let Some(texture) = &self.texture {
            for (start, end) in runs_that_differ(&self.texels, texels) {
                let Some(run) = texels.get(start..end) else {
                    continue;
                };
                let (x, y) = (start % ROW, start / ROW);
                texture.write(x as i32, y as i32, run.len() as i32, run)?;
            }
        }
        self.texels.clear();
        self.texels.extend_from_slice(texels);
        Ok(())
    }

    /// Puts the texture where the shaders look for it; says how many texels count.
    pub(crate) fn bind(&self) -> u32 {
        let Some(texture) = &self.texture else {
            return 0;
        };
        texture.bind();
        self.texels.len() as u32
    }
}

/// The stretches `[start, end)` of `new` to write over `old`, none crossing a row of the
/// texture; short unchanged stretches between two are written too.
fn runs_that_differ(old: &[[u8; 4]], new: &[[u8; 4]]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (index, texel) in new.iter().enumerate() {
        if old.get(index) == Some(texel) {
            continue;
        }
        match runs.last_mut() {
            Some((start, end)) if index <= *end + GAP && *start / ROW == index / ROW => {
                *end = index + 1;
            }
            _ => runs.push((index, index + 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: [u8; 4] = [0, 255, 0, 0];
    const B: [u8; 4] = [1, 255, 0, 0];

    #[test]
    fn equal_rows_write_nothing_and_one_change_writes_one_texel() {
        let old = vec![A; 500];
        let mut new = old.clone();
        assert_eq!(runs_that_differ(&old, &new), []);
        new[300] = B;
        assert_eq!(runs_that_differ(&old, &new), [(300, 301)]);
    }

    #[test]
    fn near_changes_share_a_run_and_far_ones_do_not() {
        let old = vec![A; 1500];
        let mut new = old.clone();
        new[10] = B;
        new[500] = B;
        new[1400] = B;
        assert_eq!(runs_that_differ(&old, &new), [(10, 501), (1400, 1401)]);
    }

    #[test]
    fn a_first_writing_covers_every_texel_row_by_row() {
        let runs = runs_that_differ(&[], &vec![A; ROW + 7]);
        assert_eq!(runs, [(0, ROW), (ROW, ROW + 7)]);
    }

    #[test]
    fn writing_the_runs_over_the_old_row_gives_the_new_one() {
        let old: Vec<_> = (0..5000_usize).map(|i| if i % 7 == 0 { A } else { B }).collect();
        let new: Vec<_> = (0..5000_usize).map(|i| if i % 97 == 0 { B } else { A }).collect();
        let mut texture = old.clone();
        for (start, end) in runs_that_differ(&old, &new) {
            assert_eq!(start / ROW, (end - 1) / ROW);
            texture[start..end].copy_from_slice(&new[start..end]);
        }
        assert_eq!(texture, new);
    }
}
