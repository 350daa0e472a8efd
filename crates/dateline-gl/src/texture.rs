//! A texture that is deleted with its owner.

use web_sys::{ImageBitmap, WebGl2RenderingContext as Gl, WebGlTexture};

use crate::GlError;

/// Owner of one texture: four bytes per texel, read by `texelFetch` only, or a picture.
#[derive(Debug)]
pub(crate) struct Texture {
    gl: Gl,
    raw: WebGlTexture,
}

impl Texture {
    /// A texture of that size; its content is 0.
    ///
    /// # Errors
    /// [`GlError::Create`] if the driver makes none.
    pub(crate) fn new(gl: &Gl, width: i32, height: i32) -> Result<Self, GlError> {
        let raw = gl.create_texture().ok_or(GlError::Create { what: "texture" })?;
        gl.bind_texture(Gl::TEXTURE_2D, Some(&raw));
        gl.tex_storage_2d(Gl::TEXTURE_2D, 1, Gl::RGBA8UI, width, height);
        for (name, value) in [
            (Gl::TEXTURE_MIN_FILTER, Gl::NEAREST),
            (Gl::TEXTURE_MAG_FILTER, Gl::NEAREST),
            (Gl::TEXTURE_WRAP_S, Gl::CLAMP_TO_EDGE),
            (Gl::TEXTURE_WRAP_T, Gl::CLAMP_TO_EDGE),
        ] {
            gl.tex_parameteri(Gl::TEXTURE_2D, name, value as i32);
        }
        Ok(Self { gl: gl.clone(), raw })
    }

    /// A texture with a picture, smooth between its pixels.
    ///
    /// # Errors
    /// [`GlError::Create`] if the driver makes none, [`GlError::Refused`] if the browser throws.
    #[inline(never)]
    pub(crate) fn of_picture(gl: &Gl, picture: &ImageBitmap) -> Result<Self, GlError> {
        let raw = gl.create_texture().ok_or(GlError::Create { what: "texture" })?;
        let texture = Self { gl: gl.clone(), raw };
        texture.bind();
        for (name, value) in [
            (Gl::TEXTURE_MIN_FILTER, Gl::LINEAR),
            (Gl::TEXTURE_MAG_FILTER, Gl::LINEAR),
            (Gl::TEXTURE_WRAP_S, Gl::CLAMP_TO_EDGE),
            (Gl::TEXTURE_WRAP_T, Gl::CLAMP_TO_EDGE),
        ] {
            gl.tex_parameteri(Gl::TEXTURE_2D, name, value as i32);
        }
        gl.tex_image_2d_with_u32_and_u32_and_image_bitmap(
            Gl::TEXTURE_2D,
            0,
            Gl::RGBA as i32,
            Gl::RGBA,
            Gl::UNSIGNED_BYTE,
            picture,
        )
        .map_err(|_| GlError::Refused { what: "take a picture" })?;
        Ok(texture)
    }

    /// Rewrites `texels`, a rectangle of that width, at `(x, y)`.
    ///
    /// # Errors
    /// [`GlError::Refused`] if the browser throws.
    pub(crate) fn write(
        &self,
        x: i32,
        y: i32,
        width: i32,
        texels: &[[u8; 4]],
    ) -> Result<(), GlError> {
        let height = texels.len() as i32 / width.max(1);
        self.gl.bind_texture(Gl::TEXTURE_2D, Some(&self.raw));
        self.gl
            .tex_sub_image_2d_with_i32_and_i32_and_u32_and_type_and_opt_u8_array(
                Gl::TEXTURE_2D,
                0,
                x,
                y,
                width,
                height,
                Gl::RGBA_INTEGER,
                Gl::UNSIGNED_BYTE,
                Some(texels.as_flattened()),
            )
            .map_err(|_| GlError::Refused { what: "write a texture" })
    }

    /// Puts it on texture unit 0, the only one in use.
    pub(crate) fn bind(&self) {
        self.gl.active_texture(Gl::TEXTURE0);
        self.gl.bind_texture(Gl::TEXTURE_2D, Some(&self.raw));
    }
}

impl Drop for Texture {
    fn drop(&mut self) {
        self.gl.delete_texture(Some(&self.raw));
    }
}
