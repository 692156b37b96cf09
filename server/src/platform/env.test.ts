import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

describe('the settings', () => {
  it('are all optional', () => {
    expect(readEnv({})).toMatchObject({
      port: 4000,
      production: false,
      jobsUrl: 'postgres',
      demo: true,
      logLevel: 'info',
    });
  });

  it('refuse a moved clock, and a made-up key, in production', () => {
    const production = {
      NODE_ENV: 'production',
      SECRET_KEY: 'x'.repeat(32),
      SMTP_URL: 'smtp://mail.example',
      PUBLIC_URL: 'https://portal.example',
    };
    expect(readEnv(production)).toMatchObject({ production: true, demo: false });
    expect(() => readEnv({ ...production, FAKE_NOW: '2026-01-01T00:00:00Z' })).toThrow('FAKE_NOW');
    expect(() => readEnv({ ...production, SECRET_KEY: undefined })).toThrow('SECRET_KEY');
    expect(() => readEnv({ ...production, PUBLIC_URL: undefined })).toThrow('PUBLIC_URL');
  });

  it('name the setting that can’t be used, and never repeat what it holds', () => {
    expect(() => readEnv({ SECRET_KEY: 'kort', PORT: 'geheim' })).toThrow(/PORT.*SECRET_KEY/);
    expect(() => readEnv({ SECRET_KEY: 'kort', PORT: 'geheim' })).not.toThrow(/kort|geheim/);
  });
});
