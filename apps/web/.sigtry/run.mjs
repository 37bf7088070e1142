import { chromium } from 'playwright-core';
import http from 'node:http'; import fs from 'node:fs'; import path from 'node:path';
import { execFileSync } from 'node:child_process';
const { CertificationCentre } = await import('../../../dist/.sigtmp/libs/testing/src/certification-centre/centre.js');
const { buildManifest } = await import('../../../dist/.sigtmp/libs/signing/src/manifest.js');
const dir='/tmp/centre-web'; fs.rmSync(dir,{recursive:true,force:true});
const centre = await CertificationCentre.create(dir);
const password='Құпия';
const { p12 } = await centre.issueEmployee({ surname: 'Әлиев', given: 'Болат', iin: '800101300123', bin: '000140001234', organisation: 'Министрлік', role: 'head', password });
const root='/tmp/sigdist';
const types={'.html':'text/html','.js':'text/javascript'};
const server=http.createServer((q,r)=>{const f=path.join(root,q.url==='/'?'index.html':q.url);if(!fs.existsSync(f)){r.statusCode=404;return r.end();}r.setHeader('content-type',types[path.extname(f)]??'text/plain');r.setHeader('content-security-policy',"default-src 'self'; connect-src 'self'; worker-src 'self'");r.end(fs.readFileSync(f));}).listen(0);
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
const page=await b.newPage(); page.on('console',m=>console.log('console',m.text())); page.on('pageerror',e=>console.log('err',e.message));
await page.goto(`http://127.0.0.1:${server.address().port}/`);
const manifest=buildManifest({signatureUri:'META-INF/signature001.p7s',objects:[{uri:'files/Бұйрық.docx',mimeType:'text/plain',sha256:'ab'.repeat(32)}]});
const res=await page.evaluate(async({p12,password,m})=>{
  const bytes=Uint8Array.from(atob(p12),c=>c.charCodeAt(0)); const man=Uint8Array.from(atob(m),c=>c.charCodeAt(0));
  const t=performance.now(); const k=await KeyFile.open(new File([bytes],'a.p12'),password); const t1=performance.now();
  const s=await k.sign(man); const t2=performance.now(); for(let i=0;i<20;i++)await k.sign(man); const t3=performance.now();
  k.close(); let closed; try{await k.sign(man)}catch(e){closed=e.code}
  let wrong; try{await KeyFile.open(new File([bytes],'a.p12'),'x')}catch(e){wrong=e.code}
  let none; try{await KeyFile.open(new File(['x'],'a.p12'),'x')}catch(e){none=e.code}
  return {open:t1-t,sign:t2-t1,twenty:t3-t2,certs:k.certificates,closed,wrong,none,sig:btoa(String.fromCharCode(...s)),
   lists:manifestLists(man,[{uri:'files/Бұйрық.docx',sha256:'ab'.repeat(32)}]),no:manifestLists(man,[{uri:'files/Бұйрық.docx',sha256:'ac'.repeat(32)}]),less:manifestLists(man,[]),sha:await sha256Hex(new Blob(['abc']))};
},{p12:p12.toString('base64'),password,m:manifest.toString('base64')});
const {sig,...rest}=res; console.log(JSON.stringify(rest,null,1));
fs.writeFileSync(dir+'/s.p7s',Buffer.from(sig,'base64'));fs.writeFileSync(dir+'/m',manifest);
execFileSync('sh',['-c',`cat ${dir}/trust.pem ${dir}/crls/*.crl > ${dir}/all.pem; openssl cms -verify -cades -binary -inform DER -in ${dir}/s.p7s -content ${dir}/m -CAfile ${dir}/all.pem -crl_check_all -out /dev/null`],{stdio:'inherit'});
await b.close(); server.close();
