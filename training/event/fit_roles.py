"""Fit the weights that choose unnamed parties (crates/event/src/rank.rs) on gold train ledgers.
usage: fit_roles.py DUMP LEDGERS GOLD OUT.tsv [l2]
DUMP: lines of document, event, role, candidate, features (role_instances); LEDGERS/GOLD: folders."""
import sys,json,collections,random,math
import numpy as np
sys.path.insert(0,'/work/shared/score'); import score_ledger as sl
dump,led,gold,out=sys.argv[1:5]; l2=float(sys.argv[5]) if len(sys.argv)>5 else 1.0
inst=collections.OrderedDict()
for l in open(dump):
    d,e,r,c,f=l.rstrip('\n').split('\t'); inst.setdefault((d,int(e),r),[]).append((c,f.split()))
docs={}
for d in {k[0] for k in inst}:
    g=json.load(open(f'{gold}/{d}.json')); p=json.load(open(f'{led}/{d}.json'))
    to,_=sl.align(g,p)
    def trig(a,b): return 1 if sl.overlaps(a['trigger'],b['trigger']) else .5 if any(sl.overlaps(x,b['trigger']) for x in a.get('also',[])) else 0
    # every predicted event with a gold event it could be
    m={}
    for i,b in enumerate(p['events']):
        best=max(g['events'],key=lambda a:trig(a,b),default=None)
        if best is not None and trig(best,b)>0: m[i]=best
    docs[d]=(g,p,to,m)
data=[]; n=collections.Counter()
for (d,e,r),cands in inst.items():
    g,p,to,m=docs[d]
    if e not in m: continue
    a=m[e]; b=p['events'][e]
    country={x['id']:x.get('country') for x in g['entities']}
    want=set(a[r])
    if a['event'] in("AGREE","CONSULT","COOPERATE"):
        want=set(a['actor'])|set(a['recipient'])
        have={to.get(x) for x in b['actor']+b['recipient']}
        hc={country.get(x) or x for x in have}
        want={w for w in want if (country.get(w) or w) not in hc}
    wc={country.get(w) for w in want}-{None}
    pos=[1 if (c!='-' and (to.get(c) in want or (country.get(to.get(c)) in wc))) else 0 for c,_ in cands]
    if not want: pos=[1 if c=='-' else 0 for c,_ in cands]
    n[(r,'none' if not want else 'found' if any(pos) else 'lost')]+=1
    if not any(pos): continue
    data.append((d,[f for _,f in cands],pos))
print(n)
cnt=collections.Counter(f for _,c,_ in data for fs in c for f in set(fs))
names=[f for f,k in cnt.items() if k>=4]; ix={f:i for i,f in enumerate(names)}
def enc(c):
    X=np.zeros((len(c),len(names)))
    for i,fs in enumerate(c):
        for f in fs:
            if f in ix: X[i,ix[f]]=1
    return X
D=[(d,enc(c),np.array(p,float)) for d,c,p in data]
def fit(tr,epochs=300,lr=0.5):
    w=np.zeros(len(names)); G=np.zeros_like(w)+1e-8
    for ep in range(epochs):
        g=l2*w
        for _,X,p in tr:
            s=X@w; s-=s.max(); q=np.exp(s); q/=q.sum(); t=q*p; t/=t.sum()
            g+=X.T@(q-t)
        G+=g*g; w-=lr*g/np.sqrt(G)
    return w
ds=sorted({d for d,_,_ in D}); random.Random(1).shuffle(ds)
ok=base=tot=0; fills=right=0
for k in range(5):
    te={d for i,d in enumerate(ds) if i%5==k}
    w=fit([x for x in D if x[0] not in te])
    for d,X,p in D:
        if d in te:
            j=int(np.argmax(X@w)); ok+=p[j]; base+=p[0]; tot+=1
            if j: fills+=1; right+=p[j]
print(f'5-fold: right {ok/tot:.3f} of {tot}; nobody {base/tot:.3f}; filled {fills}, right {right/max(1,fills):.3f}')
w=fit(D)
with open(out,'w') as f:
    f.write('# Weights of the features that choose unnamed parties (src/rank.rs): name, tab, weight.\n# Fitted on the train ledgers by training/event/roles.py. Licence: MIT OR Apache-2.0.\n')
    for nme,v in sorted(zip(names,w)):
        if abs(v)>0.02: f.write(f'{nme}\t{v:.3f}\n')
